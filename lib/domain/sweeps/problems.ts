import type { Cell, CellProblem } from './sweep'

/** What went wrong with some cells of one variant, all in the same way. */
export interface ProblemGroup {
  variant: number
  problem: CellProblem
  count: number
  /** One of their runs; null where none began. */
  runId: string | null
}

/** Why the cells failed that have failed: each reason once for each variant, in the order of its first. */
export function problemsOf(cells: readonly Cell[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>()
  for (const { variant, problem, state, attempts } of cells) {
    if (problem === null || state !== 'failed') continue
    const key = JSON.stringify([variant, ...nameOf(problem)])
    const group = groups.get(key) ?? { variant, problem, count: 0, runId: null }
    group.count += 1
    group.runId ??= attempts.at(-1)?.runId ?? null
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** What two of a kind have in common: their ids and times differ. */
function nameOf(problem: CellProblem): unknown[] {
  if (problem.kind === 'unbegun') return [problem.message]
  if (problem.kind !== 'error') return [problem.kind]
  const { origin, type, httpStatus, message } = problem.error
  return [origin, type, httpStatus, message]
}
