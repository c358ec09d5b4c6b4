import 'server-only'
import type { ToolsConfig } from '../config-file'
import { createGuardedFetch, type GuardedFetch } from '../outbound/guarded-fetch'
import { createInputChecks, type InputChecks } from './check-input'
import type { Handlers } from './handler'
import { createHandlers } from './handlers'
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
  /** Ends what runs. */
  close(): Promise<void>
}

export function createToolRunner(
  { httpHosts }: ToolsConfig,
  env: Record<string, string | undefined>,
): ToolRunner {
  const scripts = createScripts()
  const checks = createInputChecks()
  const outbound = createGuardedFetch(new Set(httpHosts), env)
  return {
    handlers: createHandlers({ scripts, outbound }),
    checks,
    outbound,
    close: async () => {
      await Promise.all([scripts.close(), checks.close(), outbound.close()])
    },
  }
}
