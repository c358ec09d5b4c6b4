import 'server-only'
import type { ToolsConfig } from '../config-file'
import type { FileLibrary } from '../files/library'
import { createFileQueries } from '../files/query/file-queries'
import type { Log } from '../log'
import { createGuardedFetch, type GuardedFetch } from '../outbound/guarded-fetch'
import { createInputChecks, type InputChecks } from './check-input'
import type { Handlers } from './handler'
import { createHandlers } from './handlers'
import { createMcpServers, type McpServers } from './mcp/servers'
import { createScripts } from './script/pool'

/**
 * What running tools needs: threads for scripts, checks and questions to files, and the way out. The handlers are made here,
 * in the copy of the modules whose errors the others throw.
 */
export interface ToolRunner {
  handlers: Handlers
  checks: InputChecks
  /** For whoever else calls what users name. */
  outbound: GuardedFetch
  mcp: McpServers
  /** Ends what runs. */
  close(): Promise<void>
}

export function createToolRunner(
  config: ToolsConfig,
  env: Record<string, string | undefined>,
  log: Log,
  files: FileLibrary,
): ToolRunner {
  const scripts = createScripts()
  const queries = createFileQueries()
  const checks = createInputChecks()
  const outbound = createGuardedFetch(
    { origins: new Set(config.httpHosts), setting: 'tools.httpHosts' },
    env,
  )
  const mcp = createMcpServers(config.mcp, env, (upstream, line) =>
    log.debug({ upstream }, `an MCP server printed: ${line}`),
  )
  return {
    handlers: createHandlers({ scripts, outbound, mcp, files, queries }),
    checks,
    outbound,
    mcp,
    close: async () => {
      const parts = [scripts, checks, queries, outbound, mcp]
      await Promise.all(parts.map((part) => part.close()))
    },
  }
}
