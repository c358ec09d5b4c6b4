import 'server-only'
import type { Selectable } from 'kysely'
import type { Facts } from '@/lib/domain/comparison/facts'
import type {
  Attempt,
  Cell,
  CellProblem,
  CellState,
  PausedBy,
  Sweep,
  SweepPlan,
  SweepState,
  SweepSummary,
} from '@/lib/domain/sweeps/sweep'
import { parseRecord } from '@/lib/wire/json'
import { type Db, ROWS_AT_ONCE, type Tx } from './schema'
import type { SweepCellRow, SweepRow } from './schema-sweeps'

/** Stores a sweep with its cells. */
export async function insertSweep(tx: Tx, owner: string, sweep: Sweep): Promise<void> {
  const { id, comparisonId, kind, repeats, variants, cells } = sweep
  await tx
    .insertInto('sweeps')
    .values({
      ...{ id, owner_id: owner, comparison_id: comparisonId },
      ...{ state: sweep.state, paused_by: sweep.pausedBy, cap: sweep.cap },
      plan: JSON.stringify({ kind, repeats, variants } satisfies SweepPlan),
      created_at: sweep.createdAt,
      ended_at: sweep.endedAt,
    })
    .execute()
  const rows = cells.map((cell) => toCellRow(owner, id, cell))
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await tx
      .insertInto('sweep_cells')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute()
  }
}

/** Changes how a sweep stands. */
export async function setSweepState(
  db: Db | Tx,
  owner: string,
  { id, state, pausedBy, cap, endedAt }: Sweep,
): Promise<void> {
  await db
    .updateTable('sweeps')
    .set({ state, paused_by: pausedBy, cap, ended_at: endedAt })
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .execute()
}

/** Stores a cell as it is now. */
export async function setCell(
  db: Db | Tx,
  owner: string,
  sweepId: string,
  cell: Cell,
): Promise<void> {
  const { state, attempts, facts, problem } = toCellRow(owner, sweepId, cell)
  await db
    .updateTable('sweep_cells')
    .set({ state, attempts, facts, problem })
    .where('owner_id', '=', owner)
    .where('sweep_id', '=', sweepId)
    .where('idx', '=', cell.index)
    .execute()
}

/** A sweep with its cells; undefined where there is none. */
export async function findSweep(
  db: Db | Tx,
  owner: string,
  id: string,
): Promise<Sweep | undefined> {
  const row = await db
    .selectFrom('sweeps')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toSweep(row, await readCells(db, owner, id))
}

/** The sweep that an answer was begun for, whatever became of that; undefined where it was for none. */
export async function findSweepOf(
  db: Db,
  owner: string,
  messageId: string,
): Promise<Sweep | undefined> {
  const cell = await db
    .selectFrom('sweep_cells')
    .select('sweep_id')
    .where('owner_id', '=', owner)
    .where('attempts', 'like', `%"messageId":"${messageId}"%`)
    .executeTakeFirst()
  return cell && findSweep(db, owner, cell.sweep_id)
}

/** All sweeps of a comparison, the newest first. */
export async function listSweeps(
  db: Db,
  owner: string,
  comparisonId: string,
): Promise<SweepSummary[]> {
  const rows = await db
    .selectFrom('sweeps')
    .select(['id', 'plan', 'state', 'created_at'])
    .select(({ selectFrom }) =>
      selectFrom('sweep_cells')
        .select(({ fn }) => fn.countAll<number>().as('ended'))
        .whereRef('sweep_cells.sweep_id', '=', 'sweeps.id')
        .where('sweep_cells.state', 'in', ENDED)
        .as('ended'),
    )
    .where('owner_id', '=', owner)
    .where('comparison_id', '=', comparisonId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id, plan, state, created_at: createdAt, ended }) => {
    const { kind, repeats, variants: planned } = JSON.parse(plan) as SweepPlan
    const variants = planned.length
    return { id, kind, repeats, state: state as SweepState, createdAt, variants, ended: ended ?? 0 }
  })
}

const ENDED: readonly CellState[] = ['done', 'failed', 'stopped']

/** The conversations that were made for the grids of a comparison. */
export async function readGridConversations(
  db: Db,
  owner: string,
  comparisonId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('sweeps')
    .select('plan')
    .where('owner_id', '=', owner)
    .where('comparison_id', '=', comparisonId)
    .execute()
  const plans = rows.map(({ plan }) => JSON.parse(plan) as SweepPlan)
  const grids = plans.filter(({ kind }) => kind === 'grid')
  return new Set(grids.flatMap(({ variants }) => variants.map((one) => one.conversationId)))
}

/** The ids of the sweeps that a process left running, or some of whose answers it left unfinished. */
export async function listLeftSweeps(db: Db, owner: string): Promise<string[]> {
  const rows = await db
    .selectFrom('sweeps')
    .select('id')
    .where('owner_id', '=', owner)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('state', '=', 'running'),
        exists(
          selectFrom('sweep_cells')
            .select('idx')
            .whereRef('sweep_cells.sweep_id', '=', 'sweeps.id')
            .where('sweep_cells.state', '=', 'begun'),
        ),
      ]),
    )
    .execute()
  return rows.map(({ id }) => id)
}

async function readCells(db: Db | Tx, owner: string, id: string): Promise<Cell[]> {
  const rows = await db
    .selectFrom('sweep_cells')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('sweep_id', '=', id)
    .orderBy('idx')
    .execute()
  return rows.map(toCell)
}

/** The JSON columns and the states were written by {@link insertSweep} and {@link setCell}. */
function toSweep(row: Selectable<SweepRow>, cells: Cell[]): Sweep {
  return {
    ...(JSON.parse(row.plan) as SweepPlan),
    id: row.id,
    comparisonId: row.comparison_id,
    state: row.state as SweepState,
    pausedBy: row.paused_by as PausedBy | null,
    cap: row.cap,
    cells,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}

function toCell(row: Selectable<SweepCellRow>): Cell {
  return {
    index: row.idx,
    variant: row.variant,
    repeat: row.repeat,
    state: row.state as CellState,
    attempts: JSON.parse(row.attempts) as Attempt[],
    facts: row.facts === null ? null : (JSON.parse(row.facts) as Facts),
    // Those of before it had kinds are texts.
    problem: parseRecord(row.problem ?? '') as CellProblem | null,
  }
}

function toCellRow(owner: string, sweepId: string, cell: Cell): SweepCellRow {
  return {
    sweep_id: sweepId,
    owner_id: owner,
    idx: cell.index,
    variant: cell.variant,
    repeat: cell.repeat,
    state: cell.state,
    attempts: JSON.stringify(cell.attempts),
    facts: cell.facts === null ? null : JSON.stringify(cell.facts),
    problem: cell.problem === null ? null : JSON.stringify(cell.problem),
  }
}
