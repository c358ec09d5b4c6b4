import 'server-only'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import { migrate } from './migrations'
import type { Db, Tables } from './schema'

/** A reason not to start, told in one line. `code` marks it for the front door. */
export class StartupError extends Error {
  readonly code = 'startup_error'
}

/** An open, migrated store and the lock that keeps every other process out of its directory. */
export interface Store {
  db: Db
  close(): Promise<void>
}

/**
 * Makes the data directory, takes its lock, opens the database and migrates it.
 * Throws a {@link StartupError} when the directory cannot be written or another server holds it.
 */
export async function openStore(dataDir: string): Promise<Store> {
  makeWritable(dataDir)
  const unlock = lock(dataDir)
  try {
    const database = new Database(join(dataDir, 'parley.db'))
    // WAL lets readers go on while a tick commits; FULL syncs every commit to the disk.
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('busy_timeout = 5000')
    database.pragma('foreign_keys = ON')
    const db: Db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
    await migrate(db)
    return {
      db,
      close: async () => {
        database.pragma('wal_checkpoint(TRUNCATE)')
        await db.destroy()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function makeWritable(dataDir: string): void {
  try {
    makeDirectory(dataDir)
    writeFileSync(join(dataDir, '.writable'), '')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartupError(
      `Parley cannot write to its data directory ${dataDir} (${reason}). Set DATA_DIR to a directory that this user may write.`,
    )
  }
}

/** Step by step: Node's own recursive way never returns where the kernel makes the directories (/proc). */
function makeDirectory(path: string): void {
  if (existsSync(path)) return
  makeDirectory(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}

/**
 * Holds an exclusive transaction on `lock.db` while the process lives. The kernel frees it with the
 * process, in containers and with reused process ids too, so no stale lock can remain.
 */
function lock(dataDir: string): () => void {
  const holder = join(dataDir, 'lock.pid')
  const database = new Database(join(dataDir, 'lock.db'))
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch {
    database.close()
    throw new StartupError(
      `Another Parley server (process ${readPid(holder)}) already uses the data directory ${dataDir}. Stop it, or set DATA_DIR to another directory.`,
    )
  }
  writeFileSync(holder, String(process.pid))
  return () => database.close()
}

function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
