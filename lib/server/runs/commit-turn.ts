import 'server-only'
import { sql } from 'kysely'
import type { Asked, StartRun } from '@/lib/domain/conversation'
import { foldText } from '@/lib/domain/search-text'
import { ApiError } from '@/lib/wire/errors'
import { touchComparison } from '../store/comparisons'
import { checkTakesTurns, findConversation } from '../store/conversations'
import { toRunRow } from '../store/runs'
import type { Db, Tx } from '../store/schema'
import { markResultsSent } from '../store/tool-calls'
import { addTurns, isTurnDeleted } from '../store/turns'
import type { HeaderList } from '../upstream/sink'
import type { NewTurn } from './new-turn'

/**
 * Stores a new turn in one transaction of its own, before any byte goes upstream: the conversation,
 * the turns at the end of its order, and the run that will answer.
 */
export async function commitTurn(
  db: Db,
  owner: string,
  bootId: string,
  input: StartRun,
  turn: NewTurn,
  headers: HeaderList,
  isByServer: boolean,
): Promise<void> {
  const now = turn.run.createdAt
  const head = { head_id: input.assistantMessageId, settings: JSON.stringify(input.settings) }
  await db.transaction().execute(async (tx) => {
    // Perhaps a moment ago, in another tab.
    const conversation = await findConversation(tx, owner, input.conversationId)
    if (conversation !== undefined) checkTakesTurns(conversation)
    if (input.parentId !== null && (await isTurnDeleted(tx, input.parentId))) {
      throw new ApiError(
        409,
        'The turn before this one was deleted. Undo that, or go on elsewhere.',
      )
    }
    await tx
      .insertInto('conversations')
      .values({
        id: input.conversationId,
        owner_id: owner,
        title: turn.title,
        title_key: foldText(turn.title),
        pinned_at: null,
        ...head,
        created_at: now,
        updated_at: now,
        deleted_at: null,
        kind: 'chat',
        comparison_id: null,
      })
      // It is there, perhaps since a moment ago: two first turns may come at once.
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ ...(isByServer ? headInView(input) : head), updated_at: now })
          .where('conversations.owner_id', '=', owner),
      )
      .execute()
    await touchComparison(tx, owner, input.conversationId, { title: turn.title, now })
    await addTurns(tx, owner, input.conversationId, turn.messages)
    const request = { headers, body: JSON.stringify(turn.body) }
    const row = toRunRow(turn.run, request, owner, bootId)
    const { withheld, maxTokens, account } = input
    const asked = JSON.stringify({ withheld, maxTokens, account } satisfies Asked)
    await tx
      .insertInto('runs')
      .values({ ...row, asked })
      .execute()
    await noteResults(tx, owner, input)
  })
}

/** What the server asks goes on where it is; who has brought another branch into view keeps that, and the panel's settings. */
function headInView({ parentId, assistantMessageId: next }: StartRun) {
  return {
    head_id: sql<string>`CASE WHEN conversations.head_id = ${parentId} THEN ${next} ELSE conversations.head_id END`,
  }
}

/**
 * The calls whose results this turn carries have got them. They go back once, unless somebody says that
 * they shall go again: where the loop or another tab was faster, nothing is committed.
 */
async function noteResults(tx: Tx, owner: string, input: StartRun): Promise<void> {
  const { parentId, userMessage, hasNewResults } = input
  const hasResults = userMessage?.content.some(({ type }) => type === 'tool_result') ?? false
  if (parentId === null || userMessage === null || !hasResults) return
  const count = await markResultsSent(tx, owner, parentId, userMessage.id)
  if (hasNewResults && count === 0) {
    throw new ApiError(409, 'These results have gone back already. Look at the answer to them.')
  }
}
