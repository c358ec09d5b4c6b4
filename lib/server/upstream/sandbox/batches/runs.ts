import 'server-only'
import type { Records } from '../../../disk/records'
import type { Ledger } from './ledger'
import { type BatchRecord, RUN_MS } from './record'
import { type AnswerRow, answerRows, closeRows } from './work'

/** The work on batches that have not ended. */
export interface Runs {
  /** Says how rows are answered; until then nothing begins. */
  setAnswer(answer: AnswerRow): void
  /** Begins the work on a batch, or goes on with it, unless it is under way. */
  begin(id: string, records: Records<BatchRecord>): void
  /** Breaks off; its rows without a result become canceled or expired. */
  abort(id: string): void
  /** Resolves when no work on it is under way. */
  settled(id: string): Promise<void>
  /** Breaks off all; their rows without a result wait for the next process. */
  close(): Promise<void>
}

interface Settings {
  now: () => number
  tps: number
  ledgerOf: (id: string) => Ledger
}

/** True for a batch whose day is over (claude-api.md §9). */
export function isOverdue({ createdAt }: BatchRecord, now: number): boolean {
  return now >= createdAt + RUN_MS
}

/** Nothing is under way yet. */
export function createRuns(settings: Settings): Runs {
  const runs = new Map<string, { abort: AbortController; done: Promise<void> }>()
  let answer: AnswerRow | null = null
  let isClosed = false
  return {
    setAnswer(answerRow) {
      answer = answerRow
    },
    begin(id, records) {
      if (answer === null || isClosed || runs.has(id)) return
      const abort = new AbortController()
      const isStopping = () => isClosed
      const done = runBatch({ id, records, answer, signal: abort.signal, isStopping }, settings)
        // Such as a full disk: the next call to this API begins it again.
        .catch(() => abort.abort())
        .finally(() => runs.delete(id))
      runs.set(id, { abort, done })
    },
    abort: (id) => runs.get(id)?.abort.abort(),
    settled: async (id) => runs.get(id)?.done,
    async close() {
      isClosed = true
      for (const { abort } of runs.values()) abort.abort()
      await Promise.all([...runs.values()].map(({ done }) => done))
    },
  }
}

interface Run {
  id: string
  records: Records<BatchRecord>
  answer: AnswerRow
  signal: AbortSignal
  isStopping: () => boolean
}

async function runBatch({ id, records, answer, signal, isStopping }: Run, settings: Settings) {
  const { now, tps, ledgerOf } = settings
  const ledger = ledgerOf(id)
  const results = await ledger.openResults()
  try {
    const begun = records.get(id)
    if (begun === undefined) return
    const isOver = () => signal.aborted || begun.cancelAt !== null || isOverdue(begun, now())
    await answerRows({ ledger, results, signal, isOver }, begun, { tps, answer })
    if (isStopping()) return
    const isCanceled = records.get(id)?.cancelAt !== null
    await closeRows({ ledger, results }, isCanceled ? 'canceled' : 'expired')
    const record = records.get(id) ?? begun
    const endedAt = Math.min(now(), record.createdAt + RUN_MS)
    await records.put({ ...record, endedAt, counts: results.counts() })
  } finally {
    await results.close()
  }
}
