import 'server-only'
import type { Rule } from './rule'

/** Fields that only a beta knows, by how its name begins (claude-api.md §1.2, §2.1). */
const BETA_OF = {
  mcp_servers: ['mcp-client-'],
  context_management: ['context-management-', 'compact-'],
  compaction: ['compact-'],
  fallbacks: ['server-side-fallback-'],
  fallback_credit_token: ['fallback-credit-'],
} as const

/** Without its beta a field is as unknown as any other. */
export const knownToABeta: Rule = ({ body, betas, isStrict }) => {
  if (!isStrict) return null
  for (const [field, prefixes] of Object.entries(BETA_OF)) {
    const isOn = [...betas].some((beta) => prefixes.some((prefix) => beta.startsWith(prefix)))
    if (!isOn && field in body) return `${field}: Extra inputs are not permitted`
  }
  return null
}
