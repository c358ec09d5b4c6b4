import 'server-only'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { billOf } from '@/lib/domain/cost'
import { findModel } from '@/lib/domain/models'
import { newRun } from '@/lib/domain/new-run'
import type { Prices } from '@/lib/domain/prices'
import type { RunStatus } from '@/lib/domain/run'
import type { Usage } from '@/lib/wire/types'
import type { Db, Tx } from './schema'

/** Runs priced in one go: other calls are answered between two of them. */
const BATCH = 200

/** Prices the ended runs of these models anew, asked for or answering; of all models for null. */
export async function repriceRuns(
  db: Db | Tx,
  owner: string,
  models: readonly string[] | null,
  own: Prices,
): Promise<void> {
  const ids = await findIds(db, owner, models)
  for (let at = 0; at < ids.length; at += BATCH) {
    const rows = await select(db, ids.slice(at, at + BATCH))
    const costs = rows.map((row) => ({ ...row, now: billOf(toPriced(row), own) }))
    await store(
      db,
      costs.filter(({ cost, now }) => cost !== now),
    )
    await nextTurn()
  }
}

/** By one walk over the index of the list. */
async function findIds(db: Db | Tx, owner: string, models: readonly string[] | null) {
  let rows = db
    .selectFrom('runs')
    .select('id')
    .where('owner_id', '=', owner)
    .where('ended_at', 'is not', null)
  if (models !== null) {
    const names = [...new Set(models.flatMap(namesOf))]
    // What was not counted has no cost by any price.
    rows = rows
      .where('input_tokens', 'is not', null)
      .where((is) => is.or([is('model', 'in', names), is('answered_model', 'in', names)]))
  }
  return (await rows.execute()).map(({ id }) => id)
}

/** A price by one name of a model counts for its others. */
function namesOf(model: string): string[] {
  const row = findModel(model)
  return [model, ...(row === undefined ? [] : [row.id, ...(row.alias ? [row.alias] : [])])]
}

/** Of a message only what prices depend on: contents may be large. */
function select(db: Db | Tx, ids: readonly string[]) {
  return db
    .selectFrom('runs')
    .select([
      'id',
      'model',
      'answered_model',
      'status',
      'is_sandbox',
      'replay_of',
      'stop_reason',
      'cost',
      sql<string | null>`json_extract(message, '$.usage')`.as('usage'),
      sql<number | null>`json_array_length(message, '$.content')`.as('blocks'),
    ])
    .where('id', 'in', ids)
    .execute()
}

/** All of a batch by one statement, so by one commit. */
async function store(db: Db | Tx, rows: readonly { id: string; now: number | null }[]) {
  if (rows.length === 0) return
  const cases = rows.map(({ id, now }) => sql`WHEN ${id} THEN ${now}`)
  await db
    .updateTable('runs')
    .set({ cost: sql<number | null>`CASE id ${sql.join(cases, sql` `)} END` })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
}

type Row = Awaited<ReturnType<typeof select>>[number]

/** As much of a run as its bill is made from. */
function toPriced(row: Row) {
  const run = newRun({
    id: row.id,
    source: 'gateway',
    upstream: '',
    isSandbox: row.is_sandbox === 1,
    model: row.model,
    apiVersion: '',
    replayOf: row.replay_of,
    // Written from a Run.
    status: row.status as RunStatus,
  })
  if (row.usage === null) return run
  const content = Array.from({ length: row.blocks ?? 0 }, () => ({ type: 'text' }))
  return {
    ...run,
    message: {
      id: '',
      type: 'message' as const,
      role: 'assistant' as const,
      model: row.answered_model ?? '',
      content,
      stop_reason: row.stop_reason,
      stop_sequence: null,
      usage: JSON.parse(row.usage) as Usage,
    },
  }
}
