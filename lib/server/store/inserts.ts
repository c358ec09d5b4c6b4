import 'server-only'
import { CompiledQuery, type Insertable } from 'kysely'
import type { Tables, Tx } from './schema'

/** Inserts of single rows. A statement is built once for a table and its columns: that costs as much as running it. */
export class Inserts {
  readonly #built = new Map<string, string>()

  async into<T extends keyof Tables & string>(
    tx: Tx,
    table: T,
    row: Insertable<Tables[T]>,
  ): Promise<void> {
    const name = `${table} ${Object.keys(row)}`
    const sql = this.#built.get(name) ?? tx.insertInto(table).values(row).compile().sql
    this.#built.set(name, sql)
    await tx.executeQuery(CompiledQuery.raw(sql, Object.values(row)))
  }
}
