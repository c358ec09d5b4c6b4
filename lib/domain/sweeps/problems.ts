import type { Cell, CellProblem } from './sweep'

/** What went wrong with some cells of one variant, all in the same way. */
export interface ProblemGroup {
  variant: number
  problem: CellProblem
  count: number
  /** One of their runs; null where none began. */
  runId: string | null
}

type Failure = Omit<ProblemGroup, 'count'>

/** Why the cells failed that have failed: each reason once for each variant, in the order of its first. */
export function problemsOf(cells: readonly Cell[]): ProblemGroup[] {
  return grouped(
    cells.flatMap(({ variant, problem, state, attempts }): Failure[] => {
      const runId = attempts.at(-1)?.runId ?? null
      return problem === null || state !== 'failed' ? [] : [{ variant, problem, runId }]
    }),
  )
}

/** The same of what failed before it was asked again. */
export function pastProblemsOf(cells: readonly Cell[]): ProblemGroup[] {
  return grouped(
    cells.flatMap(({ variant, attempts }) =>
      attempts.flatMap(({ runId, failedAs: problem }): Failure[] =>
        problem == null ? [] : [{ variant, problem, runId }],
      ),
    ),
  )
}

function grouped(failures: readonly Failure[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>()
  for (const { variant, problem, runId } of failures) {
    const key = JSON.stringify([variant, ...nameOf(problem)])
    const group = groups.get(key) ?? { variant, problem, count: 0, runId: null }
    group.count += 1
    group.runId ??= runId
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
