import 'server-only'
import type { RunLimit } from '@/lib/domain/run'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'

/** The header families of the limits (claude-api.md §6); the narrower ones say more, so they go first. */
const FAMILIES = [
  ['requests', 'anthropic-ratelimit-requests'],
  ['input', 'anthropic-ratelimit-input-tokens'],
  ['output', 'anthropic-ratelimit-output-tokens'],
  ['input', 'anthropic-priority-input-tokens'],
  ['output', 'anthropic-priority-output-tokens'],
  ['input', 'anthropic-fast-input-tokens'],
  ['output', 'anthropic-fast-output-tokens'],
  ['tokens', 'anthropic-ratelimit-tokens'],
] as const

/** The limit of which nothing is left, and when it is full again; null where the headers name none. */
export function exhaustedLimit(headers: HeaderList): RunLimit | null {
  for (const [kind, name] of FAMILIES) {
    if (header(headers, `${name}-remaining`) !== '0') continue
    const limit = Number(header(headers, `${name}-limit`) ?? Number.NaN)
    const resetsAt = Date.parse(header(headers, `${name}-reset`) ?? '')
    return {
      kind,
      limit: Number.isSafeInteger(limit) ? limit : null,
      resetsAt: Number.isNaN(resetsAt) ? null : resetsAt,
    }
  }
  return null
}
