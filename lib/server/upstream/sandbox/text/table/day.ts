import 'server-only'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

export interface Day {
  year: number
  month: number
  /** Null where only the month is known. */
  day: number | null
}

type Reader = readonly [RegExp, (parts: string[]) => (number | null)[]]

const monthOf = (name = '') => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1

const READERS: readonly Reader[] = [
  [
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.{0,20})?$/,
    ([y, m, d]) => [Number(y), Number(m), Number(d)],
  ],
  [/^(\d{4})[-/](\d{1,2})$/, ([y, m]) => [Number(y), Number(m), null]],
  [
    /^(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号])?$/,
    ([y, m, d]) => [Number(y), Number(m), d === undefined ? null : Number(d)],
  ],
  [
    /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/,
    ([a, b, y]) =>
      Number(a) > 12 ? [Number(y), Number(b), Number(a)] : [Number(y), Number(a), Number(b)],
  ],
  [/^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/, ([m, d, y]) => [Number(y), monthOf(m), Number(d)]],
  [
    /^(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})$/,
    ([d, m, y]) => [Number(y), monthOf(m), Number(d)],
  ],
  [/^([A-Za-z]{3,9})\.? (\d{4})$/, ([m, y]) => [Number(y), monthOf(m), null]],
]

/** The day that a cell names; null where it names none. */
export function toDay(cell: string): Day | null {
  if (cell.length < 6 || cell.length > 40 || !/\d/.test(cell)) return null
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(cell)
    if (match === null) continue
    const [year = 0, month = 0, day = null] = read(match.slice(1))
    if (year === null || month === null || month < 1 || month > 12) return null
    if (day !== null && (day < 1 || day > lastOf(year, month))) return null
    return { year, month, day }
  }
  return null
}

const lastOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

const two = (number: number) => String(number).padStart(2, '0')

/** As ISO 8601 writes it, which also sorts. */
export function writeDay({ year, month, day }: Day): string {
  return `${year}-${two(month)}${day === null ? '' : `-${two(day)}`}`
}

/** Days since the epoch. */
export function dayNumber({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day ?? 1) / 86_400_000
}
