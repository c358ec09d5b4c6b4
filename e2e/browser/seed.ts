import { join } from 'node:path'
import Database from 'libsql'
import { foldText } from '@/lib/domain/search-text'

/** Puts conversations without turns into the store of a server, the first the newest, each an hour older. */
export function seedConversations(dataDir: string, titles: readonly string[]): void {
  const database = new Database(join(dataDir, 'parley.db'), { timeout: 5000 })
  try {
    const insert = database.prepare(
      "INSERT INTO conversations (id, owner_id, title, title_key, created_at, updated_at) VALUES (?, 'owner', ?, ?, ?, ?)",
    )
    const now = Date.now()
    database.exec('BEGIN IMMEDIATE')
    for (const [at, title] of titles.entries()) {
      const id = `00000000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`
      const time = now - at * 3_600_000
      insert.run(id, title, foldText(title), time, time)
    }
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}
