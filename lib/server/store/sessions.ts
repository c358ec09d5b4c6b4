import 'server-only'
import { type Db, OWNER, type SessionRow } from './schema'

/** Keeps a session, and clears away those that have run out. */
export async function insertSession(db: Db, row: Omit<SessionRow, 'owner_id'>): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('owner_id', '=', OWNER)
    .where('expires_at', '<=', row.created_at)
    .execute()
  await db
    .insertInto('sessions')
    .values({ ...row, owner_id: OWNER })
    .execute()
}

/** The session with this hash, if it has not run out at `now`. */
export function findSession(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('owner_id', '=', OWNER)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Ends a session. */
export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('owner_id', '=', OWNER)
    .where('token_hash', '=', tokenHash)
    .execute()
}
