import 'server-only'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { KeptAnswers } from '@/lib/domain/keeping'
import type { HeaderList } from '../upstream/sink'
import type { Db } from './schema'

/** An answer that may be given again. */
export interface KeptAnswer {
  /** The run that it was given to first. */
  runId: string
  status: number
  headers: HeaderList
  body: Buffer
  createdAt: number
}

/** How much the kept answers may take in all, bytes. */
const MOST_BYTES = 256 * 1024 * 1024
/** No answer is given again after so long, ms. */
const LONGEST = 30 * 86_400_000

const compress = promisify(gzip)
const expand = promisify(gunzip)

/** The answer kept under a key, if it is no older than `since`. */
export async function findKept(
  db: Db,
  owner: string,
  key: string,
  since: number,
): Promise<KeptAnswer | null> {
  const row = await db
    .selectFrom('kept_answers')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('key', '=', key)
    .where('created_at', '>=', since)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    runId: row.run_id,
    status: row.status,
    // Written by keepAnswer.
    headers: JSON.parse(row.headers) as HeaderList,
    body: await expand(row.body),
    createdAt: row.created_at,
  }
}

/** Keeps an answer, in place of an older one; the oldest go where all take too much. */
export async function keepAnswer(
  db: Db,
  owner: string,
  key: string,
  { runId, status, headers, body, createdAt }: KeptAnswer,
): Promise<void> {
  const packed = await compress(body)
  const row = {
    key,
    owner_id: owner,
    run_id: runId,
    status,
    headers: JSON.stringify(headers),
    body: packed,
    size_bytes: packed.length,
    created_at: createdAt,
  }
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('kept_answers')
      .values(row)
      .onConflict((conflict) => conflict.columns(['owner_id', 'key']).doUpdateSet(row))
      .execute()
    const old = createdAt - LONGEST
    await tx.deleteFrom('kept_answers').where('created_at', '<', old).execute()
    const rows = await tx
      .selectFrom('kept_answers')
      .select(['key', 'size_bytes'])
      .where('owner_id', '=', owner)
      .orderBy('created_at', 'desc')
      .execute()
    let total = 0
    const over = rows.filter(({ size_bytes }) => {
      total += size_bytes
      return total > MOST_BYTES
    })
    for (const one of over) {
      await tx
        .deleteFrom('kept_answers')
        .where('owner_id', '=', owner)
        .where('key', '=', one.key)
        .execute()
    }
  })
}

/** How many answers are kept, and how much they take. */
export async function countKept(db: Db, owner: string): Promise<KeptAnswers> {
  const { answers, bytes } = await db
    .selectFrom('kept_answers')
    .select(({ fn }) => [
      fn.countAll<number>().as('answers'),
      fn.sum<number>('size_bytes').as('bytes'),
    ])
    .where('owner_id', '=', owner)
    .executeTakeFirstOrThrow()
  return { answers, bytes: bytes ?? 0 }
}

/** Forgets all kept answers. */
export async function clearKept(db: Db, owner: string): Promise<void> {
  await db.deleteFrom('kept_answers').where('owner_id', '=', owner).execute()
}
