import 'server-only'
import type { ToolsConfig } from '../config-file'
import type { Log } from '../log'
import { createGuardedFetch, type GuardedFetch } from '../outbound/guarded-fetch'
import { createInputChecks, type InputChecks } from './check-input'
import type { Handlers } from './handler'
import { createHandlers } from './handlers'
import { createMcpServers, type McpServers } from './mcp/servers'
import { createScripts } from './script/pool'

/**
 * What running tools needs: threads for scripts and checks, and the way out. The handlers are made here,
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
): ToolRunner {
  const scripts = createScripts()
  const checks = createInputChecks()
  const outbound = createGuardedFetch(
    { origins: new Set(config.httpHosts), setting: 'tools.httpHosts' },
    env,
  )
  const mcp = createMcpServers(config.mcp, env, (upstream, line) =>
    log.debug({ upstream }, `an MCP server printed: ${line}`),
  )
  return {
    handlers: createHandlers({ scripts, outbound, mcp }),
    checks,
    outbound,
    mcp,
    close: async () => {
      await Promise.all([scripts.close(), checks.close(), outbound.close(), mcp.close()])
    },
  }
}
