import 'server-only'
import { parentPort } from 'node:worker_threads'
import { isRecord } from '@/lib/wire/json'
import { JOBS } from './jobs'

/** A worker's thread: does the job it is sent and answers with its result or its error's text. */
parentPort?.on('message', async (message: unknown) => {
  if (!isRecord(message)) return
  const { job, input } = message
  try {
    const work: unknown = typeof job === 'string' ? Reflect.get(JOBS, job) : undefined
    if (typeof work !== 'function') throw new Error(`There is no job ${String(job)}.`)
    parentPort?.postMessage({ result: await work(input) })
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
