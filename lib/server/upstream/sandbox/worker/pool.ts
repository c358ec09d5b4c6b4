import 'server-only'
import { programPath } from '../../../worker/program-path'
import { createThread, type JobLimits } from '../../../worker/thread'
import type { Jobs } from './jobs'

/** A job that a hostile file makes endless or huge ends here (reliability.md, "Malicious file"). */
const LIMITS: JobLimits = { ms: 20_000, heapMb: 512, growthMb: 1024 }

/** A slow file holds up other files, but nothing else. */
const THREAD_OF: Readonly<Record<keyof Jobs, 'texts' | 'files'>> = {
  compose: 'texts',
  readPdf: 'files',
  readImage: 'files',
}

type Input<Name extends keyof Jobs> = Parameters<Jobs[Name]>[0]
type Output<Name extends keyof Jobs> = Awaited<ReturnType<Jobs[Name]>>

/** Does the sandbox's long work in threads of its own, so that the streams of others do not wait. */
export interface WorkerPool {
  /** Does a job; rejects with its error, or with `TookTooMuch`. */
  run<Name extends keyof Jobs>(job: Name, input: Input<Name>): Promise<Output<Name>>
  close(): Promise<void>
}

/** Threads that begin with their first job. Tests lower the limits. */
export function createWorkerPool(limits: JobLimits = LIMITS): WorkerPool {
  const program = programPath('worker')
  const threads = { texts: createThread(program, limits), files: createThread(program, limits) }
  return {
    // The job's own result, which crossed a thread as plain data.
    run: (job, input) => threads[THREAD_OF[job]].run(job, input) as Promise<Output<typeof job>>,
    close: async () => {
      await Promise.all([threads.texts.close(), threads.files.close()])
    },
  }
}
