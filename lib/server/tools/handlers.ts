import 'server-only'
import type { GuardedFetch } from '../outbound/guarded-fetch'
import { byBuiltin } from './by-builtin'
import { byHttp } from './by-http'
import { byJavascript } from './by-javascript'
import { byRules } from './by-rules'
import type { Handlers } from './handler'
import { failed } from './results'
import type { Scripts } from './script/pool'

/** What the ways to answer need. */
export interface HandlerParts {
  scripts: Scripts
  outbound: GuardedFetch
}

/** How each way to answer a tool is gone. */
export function createHandlers({ scripts, outbound }: HandlerParts): Handlers {
  return {
    hand: async () => null,
    rules: byRules,
    javascript: byJavascript(scripts),
    http: byHttp(outbound),
    mcp: async ({ server }) => failed(`The MCP server ${server} is not connected.`),
    builtin: byBuiltin,
  }
}
