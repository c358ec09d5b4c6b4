import 'server-only'
import { gunzipSync } from 'node:zlib'
import { type RawPiece, type RawRun, SHOWN_BODY } from '@/lib/domain/raw-run'
import { ApiError } from '@/lib/wire/errors'
import { findRun } from '../store/runs'
import type { Db, RunRow } from '../store/schema'
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
  const request = { headers: sent, ...sentBody(row) }
  if (row.http_status === null || row.response_headers === null) return { request, response: null }
  const headers = JSON.parse(row.response_headers) as HeaderList
  const log = await readLog(db, id)
  const records = decodeRecords(log ?? new Uint8Array())
  const pieces = await decodePieces(records, header(headers, 'content-encoding'))
  const isKept = log !== null || row.ended_at === null
  return { request, response: { status: row.http_status, headers, pieces, isKept } }
}

function sentBody({ request_body: text, request_bytes: bytes }: RunRow) {
  if (text === null) {
    const bodySize = bytes === null ? null : Buffer.byteLength(bytes)
    return { body: null, bodySize, isWhole: false }
  }
  const isWhole = text.length <= SHOWN_BODY
  const body = isWhole ? text : text.slice(0, SHOWN_BODY)
  return { body, bodySize: Buffer.byteLength(text), isWhole }
}

/** What a run sent, exactly, as a file. Throws 404 where there is no run or its body was not kept. */
export async function downloadBody(db: Db, owner: string, id: string): Promise<Response> {
  const row = await findRun(db, owner, id)
  const body = row?.request_body ?? row?.request_bytes ?? null
  if (body === null) throw new ApiError(404, `The request of a run ${id} is not kept.`)
  const isText = typeof body === 'string'
  const bytes = isText ? new TextEncoder().encode(body) : new Uint8Array(body)
  return new Response(bytes, {
    headers: {
      'content-type': isText ? 'application/json' : 'application/octet-stream',
      'content-disposition': `attachment; filename="run-${row?.id}.${isText ? 'json' : 'bin'}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}

/** The log of a run: pieces of it while it lives, one compressed row once it has ended; null for none. */
async function readLog(db: Db, runId: string): Promise<Uint8Array | null> {
  const chunks = await db
    .selectFrom('run_chunks')
    .select('data')
    .where('run_id', '=', runId)
    .orderBy('seq')
    .execute()
  if (chunks.length > 0) return Buffer.concat(chunks.map(({ data }) => data))
  const whole = await db
    .selectFrom('run_logs')
    .select('data')
    .where('run_id', '=', runId)
    .executeTakeFirst()
  return whole === undefined ? null : gunzipSync(whole.data)
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
