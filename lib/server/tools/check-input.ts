import 'server-only'
import { inputSchemaOf, type ToolDefinition } from '@/lib/domain/tools/definition'
import { programPath } from '../worker/program-path'
import { createThread, type JobLimits, TookTooMuch } from '../worker/thread'
import type { CheckJob } from './check/checks'

const LIMITS: JobLimits = {
  // So long that a busy machine does not make an honest schema look endless.
  ms: 3000,
  startMs: 10_000,
  heapMb: 128,
  // The heap is all that a check takes.
  growthMb: Number.POSITIVE_INFINITY,
}
const MOST_ENDLESS = 100

/** Holds the arguments of calls against the schemas of their tools. */
export interface InputChecks {
  /**
   * A sentence that names the path and what is wrong; null where nothing is, and where it cannot be
   * said because the schema does not compile, is too large or takes too long.
   */
  check(definition: ToolDefinition, input: unknown): Promise<string | null>
  close(): Promise<void>
}

/** Tests wait less. */
export function createInputChecks(ms = LIMITS.ms): InputChecks {
  const thread = createThread(programPath('check-worker'), { ...LIMITS, ms }, {})
  /** Schemas that took the thread with them: asked once. */
  const endless = new Set<string>()
  return {
    check: async (definition, input) => {
      const schema = inputSchemaOf(definition)
      if (schema === null) return null
      const job: CheckJob = { schema: JSON.stringify(schema), input: JSON.stringify(input) }
      if (endless.has(job.schema)) return null
      try {
        // What the thread's one job answers.
        return (await thread.run('checkInput', job)) as string | null
      } catch (error) {
        if (!(error instanceof TookTooMuch)) return null
        if (endless.size >= MOST_ENDLESS) endless.clear()
        endless.add(job.schema)
        return null
      }
    },
    close: () => thread.close(),
  }
}
