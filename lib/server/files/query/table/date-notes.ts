import 'server-only'
import type { Aggregate, Comparison, TableQuery } from '@/lib/domain/tools/file-queries'
import { bare, type Table } from './open-table'

const ORDERING: ReadonlySet<Comparison | Aggregate> = new Set(['>', '>=', '<', '<=', 'min', 'max'])

/** Says of which dates a query asks the order though they are compared as texts. */
export function notesOnDates({ columns, otherDates }: Table, query: TableQuery): string[] {
  const ordered = [
    ...query.order_by,
    ...query.where.filter(({ comparison }) => ORDERING.has(comparison)),
    ...query.aggregates.filter((measure) => ORDERING.has(measure.function)),
  ]
  const names = new Set(ordered.map(({ column }) => bare(column ?? '')))
  return columns
    .filter((name, at) => otherDates.has(at) && names.has(bare(name)))
    .map(
      (name) =>
        `The dates of ${JSON.stringify(name)} are not written like 2026-05-31: they were compared as texts, and are not in the order of time.`,
    )
}
