import 'server-only'
import { gzipSync } from 'node:zlib'
import type { Run } from '@/lib/domain/run'
import type { Fold } from '@/lib/wire/accumulate'
import { toMutableColumns, toRun } from '../store/runs'
import type { Db, RunRow } from '../store/schema'
import type { HeaderList } from '../upstream/sink'
import { decodeRecords } from './log-records'
import { type Outcome, outcomeOfStop, outcomeOfStream } from './outcome'
import { PriceBook } from './price-book'
import { replay } from './replay'

/**
 * At the start: every run that a dead process left unended becomes `interrupted`, with the text that
 * had reached the disk. Answers how many there were.
 */
export async function recoverRuns(db: Db, prices = new PriceBook()): Promise<number> {
  const rows = await db.selectFrom('runs').selectAll().where('ended_at', 'is', null).execute()
  for (const row of rows) await recoverRun(db, row, prices)
  return rows.length
}

async function recoverRun(db: Db, row: RunRow, prices: PriceBook): Promise<void> {
  const chunks = await db
    .selectFrom('run_chunks')
    .select('data')
    .where('run_id', '=', row.id)
    .orderBy('seq')
    .execute()
  const log = Buffer.concat(chunks.map(({ data }) => data))
  const records = decodeRecords(log)
  // Written by the recorder from a HeaderList.
  const headers =
    row.response_headers === null ? [] : (JSON.parse(row.response_headers) as HeaderList)
  const { fold, timing } = await replay(records, headers)
  const last = records.at(-1)
  const before = toRun(row)
  const after: Run = {
    ...before,
    ...outcomeOf(fold, before),
    timing: { ...timing, total: last === undefined ? null : last.at / 1000 },
    endedAt: Date.now(),
  }
  const sent = row.request_body ?? row.request_bytes
  // A run whose bytes were not to be kept has neither.
  const data = sent === null && chunks.length === 0 ? null : gzipSync(log)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('runs')
      .set({
        ...toMutableColumns(after, headers.length > 0 ? headers : null, prices.billOf(after)),
        body_bytes: data === null ? null : Buffer.byteLength(sent ?? '') + data.length,
      })
      .where('id', '=', row.id)
      .execute()
    if (data !== null) {
      await tx.insertInto('run_logs').values({ run_id: row.id, encoding: 'gzip', data }).execute()
    }
    await tx.deleteFrom('run_chunks').where('run_id', '=', row.id).execute()
  })
}

/** The answer's own end, where it had come; else the process's. */
function outcomeOf(fold: Fold, run: Run): Outcome {
  const hasEnded = fold.isDone || fold.error !== null
  return hasEnded ? outcomeOfStream(fold, run) : outcomeOfStop(fold)
}
