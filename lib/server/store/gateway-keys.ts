import 'server-only'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { FIRST_KEY } from '@/lib/domain/gateway-keys'
import type { Db, GatewayKeyRow } from './schema'
import { readSetting, writeSetting } from './settings'

/** When the first key was last used: it is no row of the table. */
const FIRST_KEY_USED = 'firstGatewayKeyUsed'

/** All keys of an owner, the oldest first. */
export function listGatewayKeys(db: Db, owner: string): Promise<GatewayKeyRow[]> {
  return db
    .selectFrom('gateway_keys')
    .selectAll()
    .where('owner_id', '=', owner)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function insertGatewayKey(db: Db, row: GatewayKeyRow): Promise<void> {
  await db.insertInto('gateway_keys').values(row).execute()
}

/** Changes a key's columns by what they are now; a key that is gone by now stays gone. */
export async function changeGatewayKey(
  db: Db,
  owner: string,
  id: string,
  change: (row: GatewayKeyRow) => Partial<GatewayKeyRow>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('gateway_keys')
      .selectAll()
      .where('owner_id', '=', owner)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return
    await tx.updateTable('gateway_keys').set(change(row)).where('id', '=', id).execute()
  })
}

export async function deleteGatewayKey(db: Db, owner: string, id: string): Promise<void> {
  await db.deleteFrom('gateway_keys').where('owner_id', '=', owner).where('id', '=', id).execute()
}

/** When each key was last used, the first one too. */
export async function readLastUses(db: Db, owner: string): Promise<Map<string, number>> {
  const rows = await listGatewayKeys(db, owner)
  const uses = new Map<string, number>()
  for (const { id, last_used_at: at } of rows) if (at !== null) uses.set(id, at)
  const first = await readSetting(db, owner, FIRST_KEY_USED, z.number())
  if (first !== null) uses.set(FIRST_KEY, first)
  return uses
}

/** Stores the last uses of some keys, in one commit. */
export async function writeLastUses(
  db: Db,
  owner: string,
  uses: Iterable<readonly [string, number]>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const [id, at] of uses) {
      if (id === FIRST_KEY) await writeSetting(tx, owner, FIRST_KEY_USED, at)
      else
        await tx
          .updateTable('gateway_keys')
          .set({ last_used_at: at })
          .where('owner_id', '=', owner)
          .where('id', '=', id)
          .execute()
    }
  })
}

/**
 * The tokens of each key's runs that have ended since then. An answer that was given again by the
 * response cache has cost none.
 */
export async function sumTokens(
  db: Db,
  owner: string,
  since: number,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('runs')
    .select('key_id')
    .select(
      sql<number>`sum(coalesce(input_tokens, 0) + coalesce(cache_read_tokens, 0)
        + coalesce(cache_write_tokens, 0) + coalesce(output_tokens, 0))`.as('tokens'),
    )
    .where('owner_id', '=', owner)
    .where('ended_at', '>=', since)
    .where('key_id', 'is not', null)
    .where('replay_of', 'is', null)
    .groupBy('key_id')
    .execute()
  return new Map(rows.map(({ key_id, tokens }) => [String(key_id), Number(tokens)]))
}
