import 'server-only'
import { sql } from 'kysely'
import type { Comparison, RemovedColumn } from '@/lib/domain/comparison/comparison'
import type { ConversationSummary } from '@/lib/domain/conversation'
import { foldText } from '@/lib/domain/search-text'
import { readChatSettings } from './read-chat-settings'
import type { ComparisonRow, Db, Tx } from './schema'
import { readGridConversations } from './sweeps'
import { readGoneRunIds } from './turns'

/** What is known of a comparison beside its row among the conversations; undefined where there is none. */
export async function findComparison(
  db: Db | Tx,
  owner: string,
  id: string,
): Promise<Omit<Comparison, keyof ConversationSummary | 'elsewhere' | 'removed'> | undefined> {
  const row = await db
    .selectFrom('comparisons')
    .innerJoin('conversations', 'conversations.id', 'comparisons.id')
    .select(['comparisons.columns', 'comparisons.baseline_id', 'conversations.settings'])
    .where('comparisons.owner_id', '=', owner)
    .where('comparisons.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  // Written by insertComparison or patchComparison.
  const columns = JSON.parse(row.columns) as string[]
  // One that was removed is compared with again once it is back.
  const baselineId = columns.find((column) => column === row.baseline_id) ?? null
  return { columns, baselineId, settings: readChatSettings(row.settings) }
}

/** What runs of a comparison came to that stand in none of its columns, or whose turns were deleted there. */
export async function sumElsewhere(
  db: Db,
  owner: string,
  id: string,
  columns: readonly string[],
): Promise<Comparison['elsewhere']> {
  const gone = await readGoneRunIds(db, owner, columns)
  const { usd, unknown } = await db
    .selectFrom('runs')
    .innerJoin('conversations', 'conversations.id', 'runs.conversation_id')
    .select([
      sql<number>`coalesce(sum(cost), 0)`.as('usd'),
      sql<number>`coalesce(sum(cost IS NULL AND replay_of IS NULL AND is_sandbox = 0 AND ended_at IS NOT NULL), 0)`.as(
        'unknown',
      ),
    ])
    .where('runs.owner_id', '=', owner)
    .where('conversations.comparison_id', '=', id)
    .where((where) =>
      where.or([where('conversations.id', 'not in', columns), where('runs.id', 'in', gone)]),
    )
    .executeTakeFirstOrThrow()
  return { usd, unknown }
}

/** Conversations of a comparison that are neither its columns nor made for its grids, the last asked one first. */
export async function listRemoved(
  db: Db,
  owner: string,
  id: string,
  columns: readonly string[],
): Promise<RemovedColumn[]> {
  const rows = await db
    .selectFrom('conversations')
    .select(['id', 'settings'])
    .select(({ selectFrom, fn }) =>
      selectFrom('messages')
        .select(fn.countAll<number>().as('answers'))
        .whereRef('messages.conversation_id', '=', 'conversations.id')
        .where('messages.role', '=', 'assistant')
        .where('messages.deleted_at', 'is', null)
        .as('answers'),
    )
    .where('owner_id', '=', owner)
    .where('comparison_id', '=', id)
    .where('id', 'not in', columns)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  if (rows.length === 0) return []
  const ofGrids = await readGridConversations(db, owner, id)
  return rows.flatMap((row) => {
    const settings = readChatSettings(row.settings)
    if (settings === null || ofGrids.has(row.id)) return []
    return { id: row.id, settings, answers: row.answers ?? 0 }
  })
}

interface NewComparison {
  id: string
  title: string
  settings: string
  columns: readonly string[]
}

/** Stores a comparison, whose columns are stored beside it. */
export async function insertComparison(
  tx: Tx,
  owner: string,
  { id, title, settings, columns }: NewComparison,
): Promise<void> {
  const now = Date.now()
  await tx
    .insertInto('conversations')
    .values({
      id,
      owner_id: owner,
      title,
      title_key: foldText(title),
      head_id: null,
      settings,
      created_at: now,
      updated_at: now,
      deleted_at: null,
      pinned_at: null,
      kind: 'comparison',
      comparison_id: null,
    })
    .execute()
  const row: ComparisonRow = {
    id,
    owner_id: owner,
    columns: JSON.stringify(columns),
    baseline_id: null,
    is_named: 0,
  }
  await tx.insertInto('comparisons').values(row).execute()
}

/** Changes what a comparison has beside its row among the conversations. */
export async function patchComparison(
  tx: Tx,
  owner: string,
  id: string,
  { columns, baselineId }: Partial<Pick<Comparison, 'columns' | 'baselineId'>>,
): Promise<void> {
  await tx
    .updateTable('comparisons')
    .set({
      ...(columns === undefined ? {} : { columns: JSON.stringify(columns) }),
      ...(baselineId === undefined ? {} : { baseline_id: baselineId }),
      // A no-op assignment keeps an empty patch valid SQL.
      owner_id: owner,
    })
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .execute()
}

/** The ids of all conversations that stand in a comparison, those of removed columns too. */
export async function readColumnIds(db: Db | Tx, owner: string, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('owner_id', '=', owner)
    .where('comparison_id', '=', id)
    .execute()
  return rows.map((row) => row.id)
}

/** The comparisons that these conversations are columns of. */
export async function comparisonsOf(
  db: Db | Tx,
  owner: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('conversations')
    .select('comparison_id')
    .distinct()
    .where('owner_id', '=', owner)
    .where('id', 'in', ids)
    .where('comparison_id', 'is not', null)
    .execute()
  return rows.flatMap((row) => row.comparison_id ?? [])
}

/** Deletes what stands in a comparison, or brings it back; of any other conversation nothing. */
export async function markColumns(
  db: Db | Tx,
  owner: string,
  id: string,
  isDeleted: boolean,
): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ deleted_at: isDeleted ? Date.now() : null })
    .where('owner_id', '=', owner)
    .where('comparison_id', '=', id)
    .execute()
}

/** From here on a title is what a person gave: no question takes its place. */
export async function noteNamed(db: Db | Tx, owner: string, id: string): Promise<void> {
  await db
    .updateTable('comparisons')
    .set({ is_named: 1 })
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .execute()
}

/** Something was asked in a column: its comparison changed now, and is called after the first question. */
export async function touchComparison(
  tx: Tx,
  owner: string,
  columnId: string,
  { title, now }: { title: string; now: number },
): Promise<void> {
  const [id] = await comparisonsOf(tx, owner, [columnId])
  if (id === undefined) return
  const row = await tx
    .selectFrom('comparisons')
    .select('is_named')
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
  const isNamedNow = row?.is_named === 0 && title !== ''
  await tx
    .updateTable('conversations')
    .set({ updated_at: now, ...(isNamedNow ? { title, title_key: foldText(title) } : {}) })
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .execute()
  if (isNamedNow) await noteNamed(tx, owner, id)
}
