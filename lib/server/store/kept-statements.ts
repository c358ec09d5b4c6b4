import 'server-only'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import type Database from 'libsql'

/** Statements beyond this many are prepared each time; the code has fewer that matter. */
const MOST = 200
/** A statement with hundreds of values is hardly asked again in the same length. */
const LONGEST = 4_000

/**
 * The database with its statements kept once they are prepared: preparing one costs as much as
 * running it. SQLite prepares a kept one again by itself when the schema has changed.
 */
export function withKeptStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  const prepare = (sql: string): SqliteStatement => {
    const known = kept.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    if (kept.size < MOST && sql.length <= LONGEST) kept.set(sql, statement)
    return statement
  }
  return { prepare, close: () => void database.close() }
}
