import 'server-only'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { MEASURED_RUNS, type MeasuredRun } from '@/lib/domain/measures'
import type { Db } from './schema'

/** Rows read in all, at most: programs name models as they like, and 500 of them are measured in full. */
const MOST_ROWS = 500 * MEASURED_RUNS

type MeasuredRow = Omit<MeasuredRun, 'isSandbox'> & { is_sandbox: number }
type Place = Pick<MeasuredRun, 'upstream' | 'model'>

/**
 * An owner's complete runs to measure by: of each model, as it was asked for, at each upstream the latest
 * {@link MEASURED_RUNS}. Answers that the response cache gave again are left out: no model was asked.
 */
export async function listMeasuredRuns(db: Db, owner: string): Promise<MeasuredRun[]> {
  const runs: MeasuredRun[] = []
  let after: Place | null = null
  while (runs.length < MOST_ROWS) {
    const rows: MeasuredRow[] = await measuredRunsQuery(db, owner, after).execute()
    const last = rows.at(-1)
    const isEnd = rows.length < MEASURED_RUNS
    // Of the last model there may be more rows than those: it comes again, unless it is all there is.
    const whole = rows.filter((row) => isEnd || !isSame(row, last))
    const next = whole.length === 0 ? rows : whole
    runs.push(...next.map(({ is_sandbox, ...row }) => ({ ...row, isSandbox: is_sandbox === 1 })))
    after = next.at(-1) ?? null
    if (isEnd) break
    // Other calls are answered between two of them.
    await nextTurn()
  }
  return runs
}

const isSame = (a: Place, b: Place | undefined) => a.upstream === b?.upstream && a.model === b.model

/**
 * The statement of the next of them, by upstream and model, those of a model the latest first. All that it
 * reads is in the index `runs_measured`, in its order.
 */
export function measuredRunsQuery(db: Db, owner: string, after: Place | null) {
  const rows = db
    .selectFrom('runs')
    .select(['upstream', 'model', 'is_sandbox', 'created_at as createdAt'])
    .select(['first_token_ms as firstToken', 'tokens_per_second as tokensPerSecond', 'cost'])
    .where('owner_id', '=', owner)
    // As the index has them: bound values would not tell that it holds all of these.
    .where(sql<boolean>`status = 'complete' AND replay_of IS NULL`)
    .orderBy('upstream')
    .orderBy('model')
    .orderBy('created_at', 'desc')
    .limit(MEASURED_RUNS)
  if (after === null) return rows
  return rows.where(sql<boolean>`(upstream, model) > (${after.upstream}, ${after.model})`)
}
