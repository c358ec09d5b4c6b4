import 'server-only'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ApiError } from '@/lib/wire/errors'
import { namesIn, openRecords, type Records } from '../../../disk/records'
import { newWireId } from '../wire-id'
import { createLedger, type Ledger } from './ledger'
import { type BatchRecord, batchRecord, KEEP_MS, noCounts } from './record'
import type { BatchRow } from './request'
import { createRuns, isOverdue, type Runs } from './runs'
import type { AnswerRow } from './work'

/** The batches of the Message Batches API. Nothing is made before the first one comes. */
export interface Batches {
  /** Says how rows are answered, and goes on with what a former process left unfinished. */
  start(answer: AnswerRow): void
  create(rows: BatchRow[], asker: Pick<BatchRecord, 'version' | 'betas'>): Promise<BatchRecord>
  /** As of now. */
  records(): Promise<Records<BatchRecord>>
  /** Throws the 404 that names the batch. */
  find(id: string): Promise<BatchRecord>
  /** Throws the 404, or the 400 where there are none yet. */
  results(id: string): Promise<AsyncIterable<Uint8Array>>
  /** Throws the 404, or the 400 of a batch that has ended. */
  cancel(id: string): Promise<BatchRecord>
  /** Throws the 404, or the 400 of a batch that has not ended. */
  remove(id: string): Promise<void>
  /** Stops the work, which goes on at the next start. */
  close(): Promise<void>
}

/** The batches of `dir`, by the clock `now`, at a pace that follows `tps`. */
export function createBatches(dir: string, now: () => number, tps: number): Batches {
  const ledgerOf = (id: string) => createLedger(join(dir, id))
  const runs = createRuns({ now, tps, ledgerOf })
  let opened: Promise<Records<BatchRecord>> | null = null
  const current = async () => {
    opened ??= openBatches(dir)
    const records = await opened
    for (const { id } of records.all()) await bringUpToDate(id, records, { now, runs, ledgerOf })
    return records
  }
  const find = async (id: string) => get(await current(), id)
  return {
    start(answerRow) {
      runs.setAnswer(answerRow)
      // Where it fails, the first call to this API says so.
      current().catch(() => {})
    },
    async create(rows, asker) {
      const records = await current()
      const id = newWireId('msgbatch')
      await ledgerOf(id).write(rows)
      const base = { id, place: records.nextPlace(), createdAt: now(), rows: rows.length }
      const open = { cancelAt: null, endedAt: null, archivedAt: null, counts: noCounts() }
      const record: BatchRecord = { ...base, ...open, ...asker }
      await records.put(record)
      runs.begin(id, records)
      return record
    },
    records: current,
    find,
    async results(id) {
      const { endedAt, archivedAt } = await find(id)
      if (archivedAt !== null) {
        throw new ApiError(404, `The results of Message Batch ${id} are archived.`)
      }
      if (endedAt === null) throw refusal(id, 'has no results before it has ended')
      return ledgerOf(id).streamResults()
    },
    async cancel(id) {
      const records = await current()
      const record = get(records, id)
      if (record.endedAt !== null) throw refusal(id, 'has ended and cannot be canceled')
      const canceled = { ...record, cancelAt: record.cancelAt ?? now() }
      await records.put(canceled)
      runs.abort(id)
      return canceled
    },
    async remove(id) {
      const records = await current()
      const { endedAt } = get(records, id)
      if (endedAt === null) throw refusal(id, 'has not ended: cancel it first, or wait')
      await records.remove(id)
      await ledgerOf(id).remove()
    },
    async close() {
      await opened?.catch(() => {})
      await runs.close()
    },
  }
}

function get(records: Records<BatchRecord>, id: string): BatchRecord {
  const record = records.get(id)
  if (record === undefined) throw new ApiError(404, `Message Batch not found: ${id}`)
  return record
}

const refusal = (id: string, text: string) => new ApiError(400, `Message Batch ${id} ${text}.`)

async function openBatches(dir: string): Promise<Records<BatchRecord>> {
  const records = await openRecords(dir, batchRecord)
  for (const name of await namesIn(dir)) {
    // Rows whose batch a kill prevented.
    const isLost = !name.endsWith('.json') && records.get(name) === undefined
    if (isLost) await rm(join(dir, name), { recursive: true, force: true })
  }
  return records
}

interface Keeping {
  now: () => number
  runs: Runs
  ledgerOf: (id: string) => Ledger
}

/** What has not ended is at work, or ends when its day is over; what is old enough is archived. */
async function bringUpToDate(
  id: string,
  records: Records<BatchRecord>,
  { now, runs, ledgerOf }: Keeping,
): Promise<void> {
  const before = records.get(id)
  if (before?.endedAt === null) {
    runs.begin(id, records)
    if (isOverdue(before, now())) {
      runs.abort(id)
      await runs.settled(id)
    }
  }
  const record = records.get(id)
  if (record === undefined || record.endedAt === null || record.archivedAt !== null) return
  const archivedAt = record.createdAt + KEEP_MS
  if (now() < archivedAt) return
  await records.put({ ...record, archivedAt })
  await ledgerOf(id).remove()
}
