import type { RunSummary } from '@/lib/domain/run-list'
import { midnight } from '@/lib/domain/run-view'

/** A line of the list: a run, or the day before which nothing above it was. */
export type ListRow = { key: string; day: number } | { key: string; run: RunSummary }

/** The runs in their order; each day but today is named before its first. */
export function toListRows(runs: readonly RunSummary[], now: Date): ListRow[] {
  const rows: ListRow[] = []
  let last = midnight(now, 0)
  for (const run of runs) {
    const day = midnight(new Date(run.createdAt), 0)
    if (day < last) {
      rows.push({ key: `day ${day}`, day })
      last = day
    }
    rows.push({ key: run.id, run })
  }
  return rows
}
