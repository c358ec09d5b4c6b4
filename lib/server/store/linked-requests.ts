import 'server-only'
import type { ChatSettings, Message } from '@/lib/domain/conversation'
import type { LinkedRequestSummary } from '@/lib/domain/linked-request'
import { ApiError } from '@/lib/wire/errors'
import { readChatSettings } from './read-chat-settings'
import type { Db } from './schema'
import type { StoredCapture } from './turns'

/** A turn as it is kept behind a link: with what makes its thinking valid. */
export type LinkedTurn = Pick<Message, 'role' | 'content' | 'mark'> & { captured: StoredCapture }

/** A request behind a link, apart from the conversation that it came from. */
export interface LinkedRequest {
  title: string
  settings: ChatSettings
  turns: readonly LinkedTurn[]
  text: string
}

/** Keeps a request under an id. */
export async function insertLinkedRequest(
  db: Db,
  owner: string,
  id: string,
  { title, settings, turns, text }: LinkedRequest,
): Promise<void> {
  await db
    .insertInto('linked_requests')
    .values({
      id,
      owner_id: owner,
      title,
      settings: JSON.stringify(settings),
      turns: JSON.stringify(turns),
      text,
      created_at: Date.now(),
      deleted_at: null,
    })
    .execute()
}

/** The requests behind links, the latest first; without those that were taken back. */
export async function listLinkedRequests(db: Db, owner: string): Promise<LinkedRequestSummary[]> {
  const rows = await db
    .selectFrom('linked_requests')
    .select(['id', 'title', 'settings', 'created_at as createdAt'])
    .where('owner_id', '=', owner)
    .where('deleted_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.flatMap(({ settings, ...row }) => {
    const model = readChatSettings(settings)?.model
    return model === undefined ? [] : [{ ...row, model }]
  })
}

/** Takes a link back, or that. Throws 404. */
export async function setLinkedRequestDeleted(
  db: Db,
  owner: string,
  id: string,
  isDeleted: boolean,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('linked_requests')
    .set({ deleted_at: isDeleted ? Date.now() : null })
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new ApiError(404, `There is no request ${id} here.`)
}

/** A kept request. Throws 404, also for one whose link was taken back. */
export async function getLinkedRequest(db: Db, owner: string, id: string): Promise<LinkedRequest> {
  const row = await db
    .selectFrom('linked_requests')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
  const settings = readChatSettings(row?.settings ?? null)
  if (row !== undefined && row.deleted_at !== null) {
    throw new ApiError(404, `The link to request ${id} was taken back.`)
  }
  if (row === undefined || settings === null) {
    throw new ApiError(404, `There is no request ${id} here. The link may be of another Parley.`)
  }
  // Written by insertLinkedRequest.
  const turns = JSON.parse(row.turns) as LinkedTurn[]
  return { title: row.title, settings, turns, text: row.text }
}
