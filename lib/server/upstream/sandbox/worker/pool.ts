import 'server-only'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Jobs } from './jobs'

/** A job that a hostile file makes endless or huge ends here (reliability.md, "Malicious file"). */
const JOB_MS = 20_000
const HEAP_MB = 512

type Input<Name extends keyof Jobs> = Parameters<Jobs[Name]>[0]
type Output<Name extends keyof Jobs> = Awaited<ReturnType<Jobs[Name]>>

/** Does the sandbox's long work in a thread of its own, so that the streams of others do not wait. */
export interface WorkerPool {
  /** Does a job; rejects with its error, or when it took too long or too much memory. */
  run<Name extends keyof Jobs>(job: Name, input: Input<Name>): Promise<Output<Name>>
  close(): Promise<void>
}

interface Pending {
  resolve(result: unknown): void
  reject(error: Error): void
}

/** One thread, begun with the first job and again after one that broke it; jobs wait in line. */
export function createWorkerPool(): WorkerPool {
  let worker: Worker | null = null
  let tail: Promise<unknown> = Promise.resolve()

  const drop = async () => {
    const old = worker
    worker = null
    await old?.terminate()
  }
  const start = (): Worker => {
    const program = join(root(), 'dist', 'worker.mjs')
    const started = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
    // It must not keep a process alive that has nothing else to do.
    started.unref()
    return started
  }
  const once = (job: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      worker ??= start()
      const current = worker
      const settle = (finish: () => void) => {
        clearTimeout(timer)
        current.off('message', onMessage).off('error', onError).off('exit', onExit)
        current.unref()
        finish()
      }
      const pending: Pending = {
        resolve: (result) => settle(() => resolve(result)),
        reject: (error) => settle(() => reject(error)),
      }
      const onMessage = ({ error, result }: { error?: string; result?: unknown }) =>
        error === undefined ? pending.resolve(result) : pending.reject(new Error(error))
      const broken = (text: string) => {
        void drop()
        pending.reject(new Error(text))
      }
      const onError = (error: Error) => broken(error.message)
      const onExit = () => broken('the worker ended')
      const timer = setTimeout(() => broken(`it took longer than ${JOB_MS / 1000} s`), JOB_MS)
      current.on('message', onMessage).on('error', onError).on('exit', onExit)
      current.ref()
      current.postMessage({ job, input })
    })
  return {
    run: (job, input) => {
      const result = tail.then(() => once(job, input))
      tail = result.catch(() => {})
      // The job's own result, which crossed a thread as plain data.
      return result as Promise<Output<typeof job>>
    },
    close: drop,
  }
}

/** Where the program lies: server.mjs and the sandbox's own program say it, tests run in it. */
function root(): string {
  const said: unknown = Reflect.get(globalThis, Symbol.for('parley.root'))
  return typeof said === 'string' ? said : process.cwd()
}
