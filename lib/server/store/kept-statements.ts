import 'server-only'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Statements beyond this many are prepared each time; the code has fewer that matter. */
const MOST = 200
/** A statement with hundreds of values is hardly asked again in the same length. */
const LONGEST = 4_000
/** A statement holds its last parameters: beyond this many bytes (or characters) of one it goes. */
const LARGE = 64 * 1024

/**
 * The database with its statements kept once they are prepared: preparing one costs as much as
 * running it. SQLite prepares a kept one again by itself when the schema has changed.
 */
export function withKeptStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  const prepare = (sql: string): SqliteStatement => {
    const known = kept.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    if (kept.size >= MOST || sql.length > LONGEST) return statement
    const watched = withoutLarge(statement, () => kept.delete(sql))
    kept.set(sql, watched)
    return watched
  }
  return { prepare, close: () => database.close() }
}

/** The statement; tells when it was given something large, before it is run with it. */
function withoutLarge(statement: SqliteStatement, onLarge: () => void): SqliteStatement {
  const heard = (parameters: readonly unknown[]) => {
    if (parameters.some(isLarge)) onLarge()
    return parameters
  }
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(heard(parameters)),
    run: (parameters) => statement.run(heard(parameters)),
    iterate: (parameters) => statement.iterate(heard(parameters)),
  }
}

function isLarge(value: unknown): boolean {
  if (typeof value === 'string') return value.length > LARGE
  return value instanceof Uint8Array && value.byteLength > LARGE
}
