import 'server-only'
import * as z from 'zod/mini'
import type { Db, Tx } from './schema'

/** One stored setting, or null when it is absent or no longer fits its schema. */
export async function readSetting<T>(
  db: Db | Tx,
  owner: string,
  name: string,
  schema: z.core.$ZodType<T>,
): Promise<T | null> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('owner_id', '=', owner)
    .where('name', '=', name)
    .executeTakeFirst()
  return row === undefined ? null : (z.safeParse(schema, JSON.parse(row.value)).data ?? null)
}

/** Stores one setting. */
export async function writeSetting(
  db: Db | Tx,
  owner: string,
  name: string,
  value: unknown,
): Promise<void> {
  const row = { owner_id: owner, name, value: JSON.stringify(value) }
  await db
    .insertInto('settings')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'name']).doUpdateSet({ value: row.value }),
    )
    .execute()
}
