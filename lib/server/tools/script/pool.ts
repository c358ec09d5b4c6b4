import 'server-only'
import { programPath } from '../../worker/program-path'
import { createThread, type JobLimits, type Thread, TookTooMuch } from '../../worker/thread'
import type { ScriptEnd, ScriptJob } from './run-script'

/** Two, so that a slow script does not hold up those of others. */
const THREADS = 2
const MOST_WAITING = 100
/** The engine ends a script by itself; where it cannot, its thread is ended so much later. */
const GRACE_MS = 1000
const LIMITS: JobLimits = {
  ms: GRACE_MS,
  startMs: 10_000,
  heapMb: 128,
  // What a script may take is its engine's, whose memory cannot grow beyond it.
  growthMb: Number.POSITIVE_INFINITY,
}

/** Runs scripts, each in an engine of its own, in threads that can be ended. */
export interface Scripts {
  /** Tells what is written to the console. Rejects with `TookTooMuch`, or with the signal's reason. */
  run(job: ScriptJob, signal: AbortSignal, onLine: (line: string) => void): Promise<ScriptEnd>
  close(): Promise<void>
}

export function createScripts(): Scripts {
  const program = programPath('script-worker')
  // The environment holds keys, and no script needs it.
  const threads = Array.from({ length: THREADS }, () => createThread(program, LIMITS, {}))
  const idle = [...threads]
  const waiting: ((thread: Thread) => void)[] = []

  const release = (thread: Thread) => {
    const next = waiting.shift()
    if (next === undefined) idle.push(thread)
    else next(thread)
  }
  const take = async (signal: AbortSignal): Promise<Thread> => {
    signal.throwIfAborted()
    const thread = idle.pop()
    if (thread !== undefined) return thread
    if (waiting.length >= MOST_WAITING) throw new TookTooMuch('too many scripts wait to be run')
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        waiting.splice(waiting.indexOf(onThread), 1)
        reject(signal.reason)
      }
      const onThread = (free: Thread) => {
        signal.removeEventListener('abort', onAbort)
        resolve(free)
      }
      signal.addEventListener('abort', onAbort)
      waiting.push(onThread)
    })
  }
  return {
    run: async (job, signal, onLine) => {
      const thread = await take(signal)
      try {
        const ms = job.seconds * 1000 + GRACE_MS
        const onWord = (word: unknown) => onLine(String(word))
        // What the thread's one job answers.
        return (await thread.run('runScript', job, { ms, signal, onWord })) as ScriptEnd
      } finally {
        release(thread)
      }
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}
