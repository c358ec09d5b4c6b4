import 'server-only'
import { gunzipSync } from 'node:zlib'
import type { RawPiece, RawRun } from '@/lib/domain/raw-run'
import { ApiError } from '@/lib/wire/errors'
import { findRun } from '../store/runs'
import type { Db } from '../store/schema'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'
import { createDecoder } from './decode'
import { decodeRecords, type LogRecord } from './log-records'

/** A stored run as it went over the wire; of a live one what the last tick stored. Throws 404. */
export async function readRawRun(db: Db, owner: string, id: string): Promise<RawRun> {
  const row = await findRun(db, owner, id)
  if (row === undefined) throw new ApiError(404, `There is no run ${id}.`)
  // Both were written from a HeaderList.
  const sent = JSON.parse(row.request_headers) as HeaderList
  const request = { headers: sent, body: row.request_body }
  if (row.http_status === null || row.response_headers === null) return { request, response: null }
  const headers = JSON.parse(row.response_headers) as HeaderList
  const records = decodeRecords(await readLog(db, id))
  const pieces = await decodePieces(records, header(headers, 'content-encoding'))
  return { request, response: { status: row.http_status, headers, pieces } }
}

/** The log of a run: pieces of it while it lives, one compressed row once it has ended. */
async function readLog(db: Db, runId: string): Promise<Uint8Array> {
  const chunks = await db
    .selectFrom('run_chunks')
    .select('data')
    .where('run_id', '=', runId)
    .orderBy('seq')
    .execute()
  if (chunks.length > 0) return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk.data)))
  const whole = await db
    .selectFrom('run_logs')
    .select('data')
    .where('run_id', '=', runId)
    .executeTakeFirst()
  return whole === undefined ? new Uint8Array() : gunzipSync(whole.data)
}

async function decodePieces(
  records: readonly LogRecord[],
  encoding: string | null,
): Promise<RawPiece[]> {
  const text = new TextDecoder()
  const pieces: RawPiece[] = []
  const isPlain = encoding === null || encoding === '' || encoding === 'identity'
  let at: number | null = null
  const decoder = createDecoder(encoding, (bytes) => {
    pieces.push({ at, text: text.decode(bytes, { stream: true }) })
  })
  for (const record of records) {
    if (isPlain) at = record.at / 1000
    decoder.write(record.bytes)
  }
  return new Promise((resolve) => decoder.end(() => resolve(pieces)))
}
