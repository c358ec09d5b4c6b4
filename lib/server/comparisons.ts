import 'server-only'
import {
  arrange,
  type ChangeComparison,
  type Comparison,
  type CreateComparison,
  MOST_COLUMNS,
  type NewColumn,
} from '@/lib/domain/comparison/comparison'
import type { ConversationsIn } from '@/lib/domain/comparison/export/deleted'
import { factsOf } from '@/lib/domain/comparison/facts'
import type { ToolCall } from '@/lib/domain/tools/call'
import { ApiError } from '@/lib/wire/errors'
import type { Parley } from './parley'
import { chainTurns, readSentTurns } from './sent-turns'
import {
  findComparison,
  insertComparison,
  listRemoved,
  patchComparison,
  readColumnIds,
  sumElsewhere,
} from './store/comparisons'
import { findConversation, toSummary } from './store/conversations'
import { insertConversation } from './store/insert-conversation'
import { readRuns } from './store/runs'
import { OWNER, type Tx } from './store/schema'
import { readGoneRunIds } from './store/turns'
import { takenId } from './taken-id'
import { planWrittenCalls } from './tools/plan-calls'

/** A comparison with the ids of its columns; these are read as conversations. Throws 404. */
export async function readComparison(parley: Parley, id: string): Promise<Comparison> {
  const known = await readBareComparison(parley, id)
  const { db } = parley.store
  const elsewhere = await sumElsewhere(db, OWNER, id, known.columns)
  const removed = await listRemoved(db, OWNER, id, known.columns)
  return { ...known, elsewhere, removed }
}

/** The same without what is in no column. Throws 404. */
export async function readBareComparison(
  { store }: Parley,
  id: string,
): Promise<Omit<Comparison, 'elsewhere' | 'removed'>> {
  const row = await findConversation(store.db, OWNER, id)
  const rest = await findComparison(store.db, OWNER, id)
  if (row === undefined || rest === undefined || row.deleted_at !== null) throw noComparison(id)
  return { ...toSummary(row), ...rest }
}

/** All conversations that stand in a comparison, and what was deleted in them. Throws 404. */
export async function listConversationsIn(parley: Parley, id: string): Promise<ConversationsIn> {
  await readBareComparison(parley, id)
  const { store, runs } = parley
  const ids = await readColumnIds(store.db, OWNER, id)
  const gone = await readRuns(store.db, OWNER, await readGoneRunIds(store.db, OWNER, ids))
  const deleted = gone.flatMap((run) => {
    const { upstream, model, requestId, conversationId } = run
    const facts = factsOf([run], runs.prices.own)
    return facts === null || conversationId === null
      ? []
      : [{ id: run.id, upstream, model, requestId, conversationId, facts }]
  })
  return { ids, deleted }
}

/** Makes a comparison; the same id again answers the one that is there. Throws 400, 404, 409. */
export async function createComparison(
  parley: Parley,
  input: CreateComparison,
): Promise<Comparison> {
  const { store, runs } = parley
  const { id, title, settings, columns, from } = input
  if ((await findComparison(store.db, OWNER, id)) === undefined) {
    const begun = await Promise.all(
      columns.map((column) => beginColumn(parley, column, from?.conversationId, from?.headId)),
    )
    await store.db.transaction().execute(async (tx) => {
      // Perhaps a moment ago, by the same call.
      if ((await findComparison(tx, OWNER, id)) !== undefined) return
      await checkFree(tx, 'comparison', id)
      await insertComparison(tx, OWNER, {
        ...{ id, title, settings: JSON.stringify(settings) },
        columns: columns.map((column) => column.id),
      })
      for (const column of begun) await insertColumn(tx, { id, title }, column)
    })
    runs.live.changed(OWNER, id)
  }
  return readComparison(parley, id)
}

/** Does one act upon a comparison, and tells the owner's tabs. Throws 400, 404, 409. */
export async function changeComparison(
  parley: Parley,
  id: string,
  change: ChangeComparison,
): Promise<Comparison> {
  const { store, runs } = parley
  const { title, columns: before } = await readBareComparison(parley, id)
  const known = await readColumnIds(store.db, OWNER, id)
  const begun =
    change.act === 'add' && !known.includes(change.column.id)
      ? await beginCopy(parley, change.column, change.copyOf, before)
      : null
  await store.db.transaction().execute(async (tx) => {
    const { columns = [] } = (await findComparison(tx, OWNER, id)) ?? {}
    const isThere = (await readColumnIds(tx, OWNER, id)).includes(begun?.column.id ?? '')
    if (begun !== null && !isThere) await insertColumn(tx, { id, title }, begun)
    // Another tab may have removed it meanwhile.
    if (change.act === 'remove' || change.act === 'move')
      checkColumn('columnId', change.columnId, known)
    if (change.act === 'settings') await setShared(tx, id, change)
    else if (change.act === 'baseline') {
      if (change.columnId !== null) checkColumn('columnId', change.columnId, columns)
      await patchComparison(tx, OWNER, id, { baselineId: change.columnId })
    } else {
      const next = arrange(columns, change)
      if (next.length > MOST_COLUMNS) {
        throw new ApiError(
          400,
          `A comparison has at most ${MOST_COLUMNS} columns. Remove one first.`,
        )
      }
      if (next.length === 0) {
        throw new ApiError(
          400,
          'A comparison has at least one column. Delete it as a whole instead.',
        )
      }
      await patchComparison(tx, OWNER, id, { columns: next })
    }
  })
  runs.live.changed(OWNER, id)
  return readComparison(parley, id)
}

/** A column with the turns that it begins with, and the calls that the last of them asks for. */
interface Begun {
  column: NewColumn
  turns: ReturnType<typeof chainTurns>
  calls: ToolCall[]
}

async function beginCopy(
  parley: Parley,
  column: NewColumn,
  copyOf: string | null,
  columns: readonly string[],
): Promise<Begun> {
  if (copyOf === null) return { column, turns: [], calls: [] }
  checkColumn('copyOf', copyOf, columns)
  const row = await findConversation(parley.store.db, OWNER, copyOf)
  return beginColumn(parley, column, copyOf, row?.head_id)
}

async function beginColumn(
  parley: Parley,
  column: NewColumn,
  conversationId: string | null = null,
  headId: string | null = null,
): Promise<Begun> {
  const { settings, account } = column
  const sent = await readSentTurns(parley, { conversationId, headId, settings, account })
  const turns = chainTurns(sent, column.id)
  return { column, turns, calls: await planWrittenCalls(turns) }
}

async function insertColumn(
  tx: Tx,
  { id: comparisonId, title }: Pick<Comparison, 'id' | 'title'>,
  { column: { id, settings }, turns, calls }: Begun,
): Promise<void> {
  await checkFree(tx, 'column', id)
  await insertConversation(tx, OWNER, { id, title, settings, turns, calls, comparisonId })
}

/** Throws 409 where an id is that of a conversation, of whatever kind. */
async function checkFree(tx: Tx, what: string, id: string): Promise<void> {
  if ((await findConversation(tx, OWNER, id)) !== undefined) throw takenId(what, id)
}

function checkColumn(field: string, id: string, columns: readonly string[]): void {
  if (!columns.includes(id)) {
    throw new ApiError(404, `${field}: there is no column ${id} in this comparison.`)
  }
}

async function setShared(
  tx: Tx,
  id: string,
  { settings }: Extract<ChangeComparison, { act: 'settings' }>,
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set({ settings: JSON.stringify(settings) })
    .where('owner_id', '=', OWNER)
    .where('id', '=', id)
    .execute()
}

/** Says that there is none of this id. */
export function noComparison(id: string): ApiError {
  return new ApiError(404, `There is no comparison ${id}. It may have been deleted.`)
}
