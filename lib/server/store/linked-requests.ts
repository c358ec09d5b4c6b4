import 'server-only'
import type { ChatSettings, Message } from '@/lib/domain/conversation'
import { ApiError } from '@/lib/wire/errors'
import { readChatSettings } from './read-chat-settings'
import type { Db } from './schema'
import type { StoredCapture } from './turns'

/** A turn as it is kept behind a link: with what makes its thinking valid. */
export type LinkedTurn = Pick<Message, 'role' | 'content' | 'mark'> & { captured: StoredCapture }

/** A request behind a link, apart from the conversation that it came from. */
export interface LinkedRequest {
  settings: ChatSettings
  turns: readonly LinkedTurn[]
  text: string
}

/** Keeps a request under an id. */
export async function insertLinkedRequest(
  db: Db,
  owner: string,
  id: string,
  { settings, turns, text }: LinkedRequest,
): Promise<void> {
  await db
    .insertInto('linked_requests')
    .values({
      id,
      owner_id: owner,
      settings: JSON.stringify(settings),
      turns: JSON.stringify(turns),
      text,
      created_at: Date.now(),
    })
    .execute()
}

/** A kept request. Throws 404. */
export async function getLinkedRequest(db: Db, owner: string, id: string): Promise<LinkedRequest> {
  const row = await db
    .selectFrom('linked_requests')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
  const settings = readChatSettings(row?.settings ?? null)
  if (row === undefined || settings === null) {
    throw new ApiError(404, `There is no request ${id} here. The link may be of another Parley.`)
  }
  // Written by insertLinkedRequest.
  return { settings, turns: JSON.parse(row.turns) as LinkedTurn[], text: row.text }
}
