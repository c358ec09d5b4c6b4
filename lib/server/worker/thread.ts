import 'server-only'
import { Worker } from 'node:worker_threads'

/** What a job may take before it is ended. */
export interface JobLimits {
  ms: number
  /** What the thread itself may take to begin, if not `ms`; the job's own time counts from then. */
  startMs?: number
  /** Of JavaScript's objects. */
  heapMb: number
  /**
   * By how much the whole process may grow meanwhile. A thread's own limits leave out what a buffer
   * holds, which is where a file that unpacks without end goes.
   */
  growthMb: number
}

/** Why a job was ended that took too much. */
export class TookTooMuch extends Error {}

/** A thread that does one job after the other. */
export interface Thread {
  run(job: string, input: unknown, options?: RunOptions): Promise<unknown>
  /** Ends it; jobs that have not been done are rejected, and so are later ones. */
  close(): Promise<void>
}

interface RunOptions {
  /** Instead of the thread's own. */
  ms?: number
  /** Ends the job, and the thread if it is at it; the job is rejected with the signal's reason. */
  signal?: AbortSignal
  /** Hears what the job says before it is done. */
  onWord?: (word: unknown) => void
}

interface Task extends RunOptions {
  job: string
  input: unknown
  settle(error: Error | null, result?: unknown): void
}

interface WorkerMessage {
  /** The thread has begun. */
  isReady?: true
  /** Of the job, which is not done. */
  word?: unknown
  error?: string
  result?: unknown
}

const GROWTH_CHECK_MS = 50
const MB = 1024 ** 2

/**
 * A thread that begins with its first job, and anew after one that it did not survive. `env` is the
 * environment that it sees, else this process's.
 */
export function createThread(
  program: string,
  limits: JobLimits,
  env?: Record<string, string>,
): Thread {
  const waiting: Task[] = []
  let running: { task: Task; endWatch: () => void } | null = null
  let worker: Worker | null = null
  let isClosed = false

  const finish = (error: Error | null, result?: unknown) => {
    running?.endWatch()
    running?.task.settle(error, result)
    running = null
    worker?.unref()
    next()
  }
  const giveUp = (error: Error) => {
    void worker?.terminate()
    worker = null
    finish(error)
  }
  const start = (): Worker => {
    const started = new Worker(program, {
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
      ...(env === undefined ? {} : { env }),
    })
    // One that has been given up may still speak.
    const ifCurrent =
      <Event>(react: (event: Event) => void) =>
      (event: Event) => {
        if (worker === started) react(event)
      }
    const onMessage = ({ isReady, word, error, result }: WorkerMessage) => {
      if (isReady === true) beginWatch()
      else if (word !== undefined) running?.task.onWord?.(word)
      else finish(error === undefined ? null : new Error(error), result)
    }
    started.on('message', ifCurrent(onMessage))
    started.on(
      'error',
      ifCurrent((error: Error) => giveUp(asLimit(error, limits))),
    )
    started.on(
      'exit',
      ifCurrent(() => giveUp(new Error('The worker ended.'))),
    )
    return started
  }
  const beginWatch = (startMs?: number) => {
    if (running === null) return
    running.endWatch()
    running.endWatch = watch({ ...limits, ms: startMs ?? running.task.ms ?? limits.ms }, giveUp)
  }
  const next = () => {
    if (running !== null) return
    const task = waiting.shift()
    if (task === undefined) return
    running = { task, endWatch: () => undefined }
    beginWatch(worker === null ? limits.startMs : undefined)
    worker ??= start()
    // Only while it works does it keep the process alive.
    worker.ref()
    worker.postMessage({ job: task.job, input: task.input })
  }
  return {
    run: (job, input, options = {}) =>
      new Promise((resolve, reject) => {
        const { signal } = options
        if (isClosed) return reject(new Error('The worker is closed.'))
        if (signal?.aborted) return reject(signal.reason)
        const settle = (error: Error | null, result?: unknown) => {
          signal?.removeEventListener('abort', onAbort)
          if (error === null) resolve(result)
          else reject(signal?.aborted ? signal.reason : error)
        }
        const task: Task = { ...options, job, input, settle }
        const onAbort = () => {
          const at = waiting.indexOf(task)
          if (at === -1) return giveUp(new Error('The job was aborted.'))
          waiting.splice(at, 1)
          settle(new Error('The job was aborted.'))
        }
        signal?.addEventListener('abort', onAbort)
        waiting.push(task)
        next()
      }),
    close: async () => {
      isClosed = true
      const old = worker
      worker = null
      const error = new Error('The worker is closed.')
      for (const task of waiting.splice(0)) task.settle(error)
      finish(error)
      await old?.terminate()
    },
  }
}

/** Calls `giveUp` once a job takes too long or too much. */
function watch({ ms, growthMb }: JobLimits, giveUp: (error: Error) => void): () => void {
  const most = process.memoryUsage.rss() + growthMb * MB
  const late = () => giveUp(new TookTooMuch(`it took longer than ${ms / 1000} s`))
  const timer = setTimeout(late, ms)
  const check = () => {
    if (process.memoryUsage.rss() <= most) return
    giveUp(new TookTooMuch(`it took more than ${growthMb} MB`))
  }
  const interval = setInterval(check, GROWTH_CHECK_MS)
  return () => {
    clearTimeout(timer)
    clearInterval(interval)
  }
}

function asLimit(error: Error, { heapMb }: JobLimits): Error {
  const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isFull ? new TookTooMuch(`it took more than ${heapMb} MB`) : error
}
