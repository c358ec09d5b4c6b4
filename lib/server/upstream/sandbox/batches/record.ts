import 'server-only'
import { z } from 'zod'
import { API_VERSIONS } from '@/lib/domain/conversation'

/** A batch runs for a day at most; its results are kept for 29 (claude-api.md §9). */
export const RUN_MS = 24 * 3_600_000
export const KEEP_MS = 29 * 24 * 3_600_000

/** How the result of a row can come out. */
export const OUTCOMES = ['succeeded', 'errored', 'canceled', 'expired'] as const
export type Outcome = (typeof OUTCOMES)[number]
export type Counts = Record<Outcome, number>

export const noCounts = (): Counts => ({ succeeded: 0, errored: 0, canceled: 0, expired: 0 })

const time = z.int().nullable()

/** What is known of a batch. Times in milliseconds since 1970; null = not yet. */
export const batchRecord = z.object({
  id: z.string(),
  place: z.int(),
  createdAt: z.int(),
  cancelAt: time,
  endedAt: time,
  archivedAt: time,
  /** Of the call that created it: its rows are judged by them. */
  version: z.enum(API_VERSIONS),
  betas: z.array(z.string()),
  rows: z.int(),
  /** Of all rows once it has ended, until then of none. */
  counts: z.record(z.enum(OUTCOMES), z.int()),
})
export type BatchRecord = z.infer<typeof batchRecord>

/** MessageBatch of claude-api.md §9. `origin` is where the client asked: it takes `results_url` literally. */
export function messageBatch(record: BatchRecord, origin: string) {
  const { id, createdAt, cancelAt, endedAt, archivedAt, rows, counts } = record
  const hasResults = endedAt !== null && archivedAt === null
  return {
    id,
    type: 'message_batch',
    processing_status: status(record),
    request_counts: { processing: endedAt === null ? rows : 0, ...counts },
    created_at: rfc3339(createdAt),
    expires_at: rfc3339(createdAt + RUN_MS),
    ended_at: rfc3339(endedAt),
    cancel_initiated_at: rfc3339(cancelAt),
    archived_at: rfc3339(archivedAt),
    results_url: hasResults ? `${origin}/v1/messages/batches/${id}/results` : null,
  }
}

function status({ cancelAt, endedAt }: BatchRecord) {
  if (endedAt !== null) return 'ended'
  return cancelAt === null ? 'in_progress' : 'canceling'
}

const rfc3339 = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
