import 'server-only'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import { withKeptStatements } from './kept-statements'
import { migrate } from './migrations'
import type { Db, Tables } from './schema'
import { withTypedBlobs } from './typed-blobs'

/** A reason not to start, told in one line. `code` marks it for the front door. */
export class StartupError extends Error {
  readonly code = 'startup_error'
}

const PRIVATE = 0o600
/** What SQLite calls a file that no longer holds a database, or only part of one. */
const DAMAGED = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT'])

/** An open, migrated store and the lock that keeps every other process out of its directory. */
export interface Store {
  db: Db
  close(): Promise<void>
}

/**
 * Makes the data directory, takes its lock, opens the database and migrates it.
 * Throws a {@link StartupError} when the directory cannot be written, another server holds it, or
 * a file in it cannot be used.
 */
export async function openStore(dataDir: string): Promise<Store> {
  makeWritable(dataDir)
  const unlock = lock(dataDir)
  const file = join(dataDir, 'parley.db')
  try {
    makePrivate(file)
    const database = openDatabase(file)
    const db: Db = new Kysely<Tables>({
      dialect: new SqliteDialect({ database: withKeptStatements(withTypedBlobs(database)) }),
    })
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
    throw new StartupError(
      `The database ${file} cannot be opened (${reasonOf(error)}).${DAMAGED.has(codeOf(error)) ? ' Restore it from a backup, or move it and its -wal and -shm files away to begin anew.' : ''}`,
    )
  }
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  // WAL lets readers go on while a tick commits; FULL syncs every commit to the disk.
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('busy_timeout = 5000')
  database.pragma('foreign_keys = ON')
  return database
}

/** For its owner alone, whatever the directory's mode; SQLite makes -wal and -shm after its model. */
function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', PRIVATE))
  for (const path of [file, `${file}-wal`, `${file}-shm`].filter((one) => existsSync(one))) {
    try {
      chmodSync(path, PRIVATE)
    } catch {
      // Another user's file, or a file system without modes: nothing to be done here.
    }
  }
}

function makeWritable(dataDir: string): void {
  try {
    makeDirectory(dataDir)
    writeFileSync(join(dataDir, '.writable'), '')
  } catch (error) {
    throw new StartupError(
      `Parley cannot write to its data directory ${dataDir} (${reasonOf(error)}). Set DATA_DIR to a directory that this user may write.`,
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
  const file = join(dataDir, 'lock.db')
  try {
    const database = new Database(file)
    database.exec('BEGIN EXCLUSIVE')
    writeFileSync(holder, String(process.pid))
    return () => database.close()
  } catch (error) {
    throw new StartupError(
      codeOf(error) === 'SQLITE_BUSY'
        ? `Another Parley server (process ${readPid(holder)}) already uses the data directory ${dataDir}. Stop it, or set DATA_DIR to another directory.`
        : `The lock ${file} cannot be used (${reasonOf(error)}). It holds nothing: delete it and start again.`,
    )
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
