import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'

/** Laws of a store at rest, as queries that must find nothing. */
const LAWS: Record<string, string> = {
  'a run that has not ended':
    "SELECT id FROM runs WHERE ended_at IS NULL OR status IN ('queued', 'streaming')",
  'an ended run with pieces of its log left': 'SELECT run_id AS id FROM run_chunks',
  'a turn whose parent is missing':
    'SELECT id FROM messages m WHERE parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM messages p WHERE p.id = m.parent_id AND p.conversation_id = m.conversation_id)',
  'an answer whose run is missing':
    'SELECT id FROM messages m WHERE run_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = m.run_id)',
  'a user turn without content': "SELECT id FROM messages WHERE role = 'user' AND content IS NULL",
  'two turns of one place':
    'SELECT min(id) AS id FROM messages GROUP BY conversation_id, seq HAVING count(*) > 1',
}

/** What is broken in the database that a killed server left; a copy is read, the next start finds it untouched. */
export async function inspectCrashed(dataDir: string): Promise<string[]> {
  return inspectCopy(dataDir, {})
}

/** The same for a server that recovered, had nothing left to do, and was stopped. */
export async function inspectAtRest(dataDir: string): Promise<string[]> {
  return inspectCopy(dataDir, LAWS)
}

async function inspectCopy(dataDir: string, laws: Record<string, string>): Promise<string[]> {
  const copy = await mkdtemp(join(tmpdir(), 'parley-copy-'))
  try {
    await cp(join(dataDir, 'parley.db'), join(copy, 'parley.db'))
    const log = join(dataDir, 'parley.db-wal')
    if (existsSync(log)) await cp(log, join(copy, 'parley.db-wal'))
    const database = new Database(join(copy, 'parley.db'))
    try {
      return [...checkIntegrity(database), ...checkLaws(database, laws)]
    } finally {
      database.close()
    }
  } finally {
    await rm(copy, { recursive: true })
  }
}

function checkIntegrity(database: Database.Database): string[] {
  const said = JSON.stringify(database.prepare('PRAGMA integrity_check').all())
  const loose = database.prepare('PRAGMA foreign_key_check').all()
  return [
    ...(said === '[{"integrity_check":"ok"}]' ? [] : [`integrity_check: ${said}`]),
    ...loose.map((row) => `foreign_key_check: ${JSON.stringify(row)}`),
  ]
}

function checkLaws(database: Database.Database, laws: Record<string, string>): string[] {
  return Object.entries(laws).flatMap(([law, query]) =>
    database
      .prepare(query)
      .all()
      .map((row) => `${law}: ${JSON.stringify(row)}`),
  )
}
