import 'server-only'
import type { GuardedFetch } from '../outbound/guarded-fetch'
import { createFileTools, type FileToolParts } from './builtin/file-tools'
import { byBuiltin } from './by-builtin'
import { byHttp } from './by-http'
import { byJavascript } from './by-javascript'
import { byMcp } from './by-mcp'
import { byRules } from './by-rules'
import type { Handlers } from './handler'
import type { McpServers } from './mcp/servers'
import type { Scripts } from './script/pool'

/** What the ways to answer need. */
export interface HandlerParts extends FileToolParts {
  scripts: Scripts
  outbound: GuardedFetch
  mcp: McpServers
}

/** How each way to answer a tool is gone. */
export function createHandlers({ scripts, outbound, mcp, ...fileParts }: HandlerParts): Handlers {
  return {
    hand: async () => null,
    rules: byRules,
    javascript: byJavascript(scripts),
    http: byHttp(outbound),
    mcp: byMcp(mcp),
    builtin: byBuiltin(createFileTools(fileParts)),
  }
}
