import 'server-only'
import { parentPort } from 'node:worker_threads'
import { isRecord } from '@/lib/wire/json'

/** Says something while the job is under way. */
export type Say = (word: unknown) => void

/** What a thread can do, by name: each takes and gives plain data. */
export type JobTable = Readonly<Record<string, (input: never, say: Say) => unknown>>

/** Makes this thread a worker: it does the job it is sent, and answers with its result or its error's text. */
export function serveJobs(jobs: JobTable): void {
  const say: Say = (word) => parentPort?.postMessage({ word })
  parentPort?.on('message', async (message: unknown) => {
    if (!isRecord(message)) return
    const { job, input } = message
    try {
      const work: unknown = typeof job === 'string' ? Reflect.get(jobs, job) : undefined
      if (typeof work !== 'function') throw new Error(`There is no job ${String(job)}.`)
      parentPort?.postMessage({ result: await work(input, say) })
    } catch (error) {
      parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
    }
  })
  parentPort?.postMessage({ isReady: true })
}
