import 'server-only'

/** A sweep of a comparison. */
export interface SweepRow {
  id: string
  owner_id: string
  comparison_id: string
  state: string
  /** PausedBy; only of a paused one. */
  paused_by: string | null
  /** SweepPlan as JSON. */
  plan: string
  /** USD; null = none. */
  cap: number | null
  created_at: number
  ended_at: number | null
}

/** One cell of a sweep: one answer of one variant. */
export interface SweepCellRow {
  sweep_id: string
  owner_id: string
  idx: number
  variant: number
  repeat: number
  state: string
  /** Attempt[] as JSON. */
  attempts: string
  /** Facts as JSON; null until the answer has ended. */
  facts: string | null
  /** CellProblem as JSON. */
  problem: string | null
}
