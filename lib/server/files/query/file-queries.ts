import 'server-only'
import { programPath } from '../../worker/program-path'
import { createThread, type JobLimits, TookTooMuch } from '../../worker/thread'
import type { QueryAnswer, QueryJob } from './job'
import type { QueryName } from './queries'

const LIMITS: JobLimits = { ms: 30_000, startMs: 10_000, heapMb: 768, growthMb: 1536 }

/** Asks files, in a thread that is ended where that takes too much. */
export interface FileQueries {
  /** Rejects with the signal's reason once it is aborted. */
  ask(name: QueryName, job: QueryJob<unknown>, signal: AbortSignal): Promise<QueryAnswer>
  close(): Promise<void>
}

/** Tests wait less. */
export function createFileQueries(ms = LIMITS.ms): FileQueries {
  // The environment holds keys, and no query needs it.
  const thread = createThread(programPath('query-worker'), { ...LIMITS, ms }, {})
  return {
    ask: async (name, job, signal) => {
      try {
        // What each of the thread's jobs answers.
        return (await thread.run(name, job, { signal })) as QueryAnswer
      } catch (error) {
        if (!(error instanceof TookTooMuch)) throw error
        return {
          problem: `The query was ended: ${error.message}. Ask for less, or use a smaller file.`,
        }
      }
    },
    close: () => thread.close(),
  }
}
