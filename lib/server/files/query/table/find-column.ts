import 'server-only'
import { QueryProblem } from '../query-problem'
import { listOf } from '../tellable'
import { bare } from './open-table'

/** Where a column of this name is; one that is the same but for capitals is taken if it is the only one. */
export function findColumn(columns: readonly string[], wanted: string): number {
  const exact = columns.indexOf(wanted)
  if (exact !== -1) return exact
  const alike = columns.flatMap((name, at) => (bare(name) === bare(wanted) ? [at] : []))
  const [only] = alike
  if (only !== undefined && alike.length === 1) return only
  throw new QueryProblem(
    `There is no column ${JSON.stringify(wanted)}. The columns are ${listOf(columns, 100)}.`,
  )
}
