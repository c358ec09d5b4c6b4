import { join } from 'node:path'
import Database from 'libsql'

/** Whether the log of a run that is live holds this text already; a server may be at work beside it. */
export function isCheckpointed(dataDir: string, text: string): boolean {
  const database = new Database(join(dataDir, 'parley.db'), { readonly: true })
  try {
    const query = 'SELECT 1 FROM run_chunks WHERE instr(data, CAST(? AS BLOB)) > 0'
    return database.prepare(query).get(text) !== undefined
  } finally {
    database.close()
  }
}
