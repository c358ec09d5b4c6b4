import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'libsql'
import { decodeRecords } from '@/lib/server/runs/log-records'
import type { RunRow } from '@/lib/server/store/schema'
import { parseRecord } from '@/lib/wire/json'

/** The runs as they are on the disk, the oldest first; a server may be at work beside it. */
export function storedRuns(dataDir: string): RunRow[] {
  return read(dataDir, 'SELECT * FROM runs ORDER BY created_at, id') as RunRow[]
}

/** Of each run which model it names and how it stands, without all else that it holds. */
export function storedEnds(dataDir: string): Pick<RunRow, 'model' | 'status' | 'ended_at'>[] {
  return read(dataDir, 'SELECT model, status, ended_at FROM runs') as RunRow[]
}

/** The bytes of an ended run's answer, as its log has them. */
export function storedAnswer(dataDir: string, runId: string): string {
  const [row] = read(dataDir, 'SELECT data FROM run_logs WHERE run_id = ?', runId) as [
    { data: Uint8Array },
  ]
  const records = decodeRecords(gunzipSync(row.data))
  return Buffer.concat(records.map(({ bytes }) => bytes)).toString('utf8')
}

/** The text of a stored run's message. */
export function storedText({ message }: RunRow): unknown {
  const { content } = parseRecord(message ?? '') ?? {}
  return Array.isArray(content) ? content[0]?.text : undefined
}

function read(dataDir: string, query: string, ...values: string[]): unknown[] {
  const database = new Database(join(dataDir, 'parley.db'), { timeout: 5000 })
  try {
    return database.prepare(query).all(...values)
  } finally {
    database.close()
  }
}
