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

/** Usage as a table for other programs (RFC 4180): names as given, numbers as programs read them. */
export function usageCsv(
  rows: readonly UsageRow[],
  by: UsageGroup,
  nameOf: (name: string | null) => string,
): string {
  const names = by === 'day' ? [] : [by]
  const head = ['day', ...names, 'sandbox', ...FIGURES.map(([header]) => header)]
  const lines = rows.map((row) => [
    row.day,
    ...(by === 'day' ? [] : [cell(nameOf(row.name))]),
    String(row.isSandbox),
    ...FIGURES.map(([, figure]) => String(row[figure])),
  ])
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('')
}

/** A client chooses its model's name: none may be a formula where the table is opened. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
