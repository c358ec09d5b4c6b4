import 'server-only'
import type { Run } from '@/lib/domain/run'
import type { CellProblem } from '@/lib/domain/sweeps/sweep'

/** Kept with each cell that met it, and told with each change: no more than names it. */
const LONGEST = 600

/** Why the last run of a cell did not end well: nothing is said of one that somebody stopped, or deleted. */
export function problemOfRun(run: Pick<Run, 'error'> | undefined): CellProblem {
  if (run?.error == null) return { kind: 'stopped' }
  return { kind: 'error', error: { ...run.error, message: begin(run.error.message) } }
}

/** Why there is no run. */
export function problemOfStart(err: unknown): CellProblem {
  return { kind: 'unbegun', message: begin(err instanceof Error ? err.message : String(err)) }
}

function begin(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
