import 'server-only'
import type { ToolsConfig } from '../config-file'
import { createGuardedFetch, type GuardedFetch } from '../outbound/guarded-fetch'
import { createInputChecks, type InputChecks } from './check-input'
import { createScripts, type Scripts } from './script/pool'

/** What running tools needs: threads for scripts and checks, and the way out. */
export interface ToolRunner {
  scripts: Scripts
  checks: InputChecks
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
    scripts,
    checks,
    outbound,
    close: async () => {
      await Promise.all([scripts.close(), checks.close(), outbound.close()])
    },
  }
}
