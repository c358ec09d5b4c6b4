import 'server-only'
import type { Selectable } from 'kysely'
import { type Vote, type VoteData, voteOn } from '@/lib/domain/comparison/votes'
import type { Db } from './schema'
import type { VoteRow } from './schema-judgements'

/** The votes of a comparison, the oldest first, without those that were taken back. */
export async function listVotes(db: Db, owner: string, comparisonId: string): Promise<Vote[]> {
  const rows = await db
    .selectFrom('votes')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('comparison_id', '=', comparisonId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toVote)
}

/**
 * Keeps a vote; the same id again is the same vote, and so is another on the same answers while the first
 * counts: of two tabs, or two keys, that vote at once the first one has voted.
 */
export async function insertVote(
  db: Db,
  owner: string,
  { id, comparisonId, createdAt, ...data }: Vote,
): Promise<void> {
  const row: VoteRow = {
    id,
    owner_id: owner,
    comparison_id: comparisonId,
    created_at: createdAt,
    data: JSON.stringify(data),
    deleted_at: null,
  }
  const runIds = data.contestants.map(({ runId }) => runId)
  await db.transaction().execute(async (tx) => {
    if (voteOn(await listVotes(tx, owner, comparisonId), runIds) !== null) return
    await tx
      .insertInto('votes')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  })
}

/**
 * Takes a vote back, or lets it count again unless another on the same answers counts by now; answers
 * whether there is one.
 */
export async function markVote(
  db: Db,
  owner: string,
  { id, comparisonId }: Pick<Vote, 'id' | 'comparisonId'>,
  isDeleted: boolean,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('votes')
      .selectAll()
      .where('owner_id', '=', owner)
      .where('comparison_id', '=', comparisonId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return false
    const runIds = toVote(row).contestants.map(({ runId }) => runId)
    const counting = voteOn(await listVotes(tx, owner, comparisonId), runIds)
    if (!isDeleted && counting !== null) return true
    await tx
      .updateTable('votes')
      .set({ deleted_at: isDeleted ? Date.now() : null })
      .where('owner_id', '=', owner)
      .where('id', '=', id)
      .execute()
    return true
  })
}

/** Whether a run answers in a conversation, deleted turns included. */
export async function isAnsweredBy(
  db: Db,
  owner: string,
  conversationId: string,
  runId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('owner_id', '=', owner)
    .where('conversation_id', '=', conversationId)
    .where('run_id', '=', runId)
    .executeTakeFirst()
  return row !== undefined
}

function toVote({ id, comparison_id, created_at, data }: Selectable<VoteRow>): Vote {
  // Written by insertVote.
  const stored = JSON.parse(data) as VoteData
  return { id, comparisonId: comparison_id, createdAt: created_at, ...stored }
}
