import { writeCsv } from './csv-table'
import type { UsageGroup, UsageRow, UsageSums } from './usage'

const FIGURES: readonly [header: string, figure: keyof UsageSums][] = [
  ['runs', 'runs'],
  ['errors', 'errors'],
  ['input_tokens', 'input'],
  ['cache_read_tokens', 'cacheRead'],
  ['cache_write_tokens', 'cacheWrite'],
  ['output_tokens', 'output'],
  ['cost_usd', 'cost'],
  ['runs_of_unknown_cost', 'unknown'],
]

/** Usage as a table for other programs: names as given, numbers as programs read them. */
export function usageCsv(
  rows: readonly UsageRow[],
  by: UsageGroup,
  nameOf: (name: string | null) => string,
): string {
  const names = by === 'day' ? [] : [by]
  const head = ['day', ...names, 'sandbox', ...FIGURES.map(([header]) => header)]
  const lines = rows.map((row) => [
    row.day,
    ...(by === 'day' ? [] : [nameOf(row.name)]),
    String(row.isSandbox),
    ...FIGURES.map(([, figure]) => row[figure]),
  ])
  return writeCsv([head, ...lines])
}
