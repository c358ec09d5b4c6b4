import 'server-only'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/**
 * The database with its blobs as the schema has them. libsql 0.5 reads one as an ArrayBuffer in all
 * that Kysely calls (`all` and `iterate`), and as a Buffer elsewhere (`get`, `raw`).
 */
export function withTypedBlobs(database: SqliteDatabase): SqliteDatabase {
  return {
    prepare: (sql) => withTypedRows(database.prepare(sql)),
    close: () => database.close(),
  }
}

function withTypedRows(statement: SqliteStatement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(parameters).map(toTyped),
    run: (parameters) => statement.run(parameters),
    *iterate(parameters) {
      for (const row of statement.iterate(parameters)) yield toTyped(row)
    },
  }
}

/** Changes the row itself, which is nobody else's: most have no blob at all. */
function toTyped(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  for (const [name, value] of Object.entries(row)) {
    if (value instanceof ArrayBuffer) Reflect.set(row, name, new Uint8Array(value))
  }
  return row
}
