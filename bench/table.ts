import { quantile as quantileOf } from '@/lib/domain/statistics/quantile'

/** The p-quantile of values; NaN when there is none. */
export function quantile(values: readonly number[], p: number): number {
  return quantileOf(values, p) ?? Number.NaN
}

/** The middle value; NaN when there is none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Prints rows under a title; a figure that could not be taken is a dash. */
export function printTable(title: string, rows: readonly Record<string, string>[]): void {
  const names = Object.keys(rows[0] ?? {})
  const cell = (text: string) => (text === 'NaN' ? '–' : text)
  const widths = names.map((name) =>
    Math.max(...[name, ...rows.map((row) => row[name] ?? '')].map((text) => text.length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0)))
      .join('   ')
  const body = rows.map((row) => line(names.map((name) => cell(row[name] ?? ''))))
  console.log(['', title, line(names), ...body].join('\n'))
}
