import 'server-only'
import type { Comparison, TableCondition } from '@/lib/domain/tools/file-queries'
import { groupBy } from '../group-by'
import { type Column, toNumber } from './column'
import { toDay } from './day'
import type { Mention, ValueMention } from './mentions'
import type { Table } from './read-table'

export interface Filter {
  column: Column
  /** As the answer names it: `region = North`. */
  text: string
  keeps(row: number): boolean
  /** The same as `csv_query` has it; none where it cannot be said there. */
  conditions: TableCondition[]
}

const AMOUNT = String.raw`\s*(?:the\s+)?[$€£¥￥]?\s*(-?\d{1,15}(?:,\d{1,3}){0,5}(?:\.\d{1,10})?)`
const COMPARISONS: readonly (readonly [
  string,
  string,
  (value: number, than: number) => boolean,
])[] = [
  [
    '≥',
    '>=|≥|at least|no less than|not less than|minimum of|大于等于|大于或等于|至少|不低于|不少于|不小于',
    (value, than) => value >= than,
  ],
  [
    '≤',
    '<=|≤|at most|no more than|not more than|up to|maximum of|小于等于|小于或等于|不超过|至多|最多|不高于|不大于',
    (value, than) => value <= than,
  ],
  [
    '>',
    '>|above|over|more than|greater than|higher than|larger than|bigger than|exceed(?:s|ing)?|older than|longer than|after|大于|超过|高于|多于',
    (value, than) => value > than,
  ],
  [
    '<',
    '<|below|under|less than|fewer than|lower than|smaller than|younger than|shorter than|cheaper than|before|小于|低于|少于|不到',
    (value, than) => value < than,
  ],
  ['=', '=|==|equals?(?: to)?|is exactly|exactly|等于', (value, than) => value === than],
]
const SIGNS: Readonly<Record<string, Comparison>> = { '≥': '>=', '≤': '<=', '>': '>', '<': '<' }
const NOT_BEFORE =
  /(?:\bnot|\bno|\bexcept(?: for)?|\bexcluding|\bwithout|\bother than|!=|<>|≠|不是|不为|除了|除|排除|非)\s*(?:the |those |in |from )?["'“‘]?$/i
const MONTHS =
  'january february march april may june july august september october november december'.split(' ')

/** The rows that a question is about, as far as it says so plainly. */
export function filtersIn(
  ask: string,
  table: Table,
  mentions: readonly Mention[],
  values: readonly ValueMention[],
): Filter[] {
  return [
    ...comparisons(ask, table, mentions),
    ...valueFilters(ask, values),
    ...dateFilters(ask, table),
  ]
}

function comparisons(ask: string, table: Table, mentions: readonly Mention[]): Filter[] {
  const taken = new Set<number>()
  return COMPARISONS.flatMap(([sign, words, holds]) =>
    [...ask.matchAll(new RegExp(`(?:${words})${AMOUNT}`, 'gi'))].flatMap((match): Filter[] => {
      const [whole, digits = ''] = match
      const end = match.index + whole.length
      const column = comparedColumn(match.index, table, mentions)
      // 3,5 is no number with thousands, whatever the column writes.
      const than = toNumber(digits, column?.style.decimal) ?? toNumber(digits, ',')
      if (taken.has(end) || column === null || than === null) return []
      taken.add(end)
      const keeps = (row: number) => {
        const value = column.numbers[row]
        return value !== null && value !== undefined && holds(value, than)
      }
      const comparison = SIGNS[sign] ?? '='
      const conditions = [{ column: column.name, comparison, value: than }]
      return [{ column, text: `${column.name} ${sign} ${digits}`, keeps, conditions }]
    }),
  )
}

/** The column of numbers that is named last before a comparison, or the only one there is. */
function comparedColumn(
  at: number,
  { columns }: Table,
  mentions: readonly Mention[],
): Column | null {
  const numeric = mentions.filter(({ column }) => column.kind === 'number')
  const before = numeric.filter(({ start }) => start <= at).at(-1)
  if (before !== undefined) return before.column
  const ages = columns.find((column) => column.kind === 'number' && /^age$|年龄/i.test(column.name))
  const all = columns.filter(({ kind }) => kind === 'number')
  return numeric[0]?.column ?? ages ?? (all.length === 1 ? (all[0] ?? null) : null)
}

/** Values of one column are alternatives, columns are conditions. */
function valueFilters(ask: string, values: readonly ValueMention[]): Filter[] {
  const byColumn = groupBy(values, ({ column }) => column)
  return [...byColumn].map(([column, named]): Filter => {
    const isNot = named.every(({ start }) =>
      NOT_BEFORE.test(ask.slice(Math.max(0, start - 24), start)),
    )
    const wanted = new Set(named.map(({ value }) => value.toLowerCase()))
    const list = named.map(({ value }) => value).join(' / ')
    return {
      column,
      text: `${column.name} ${isNot ? '≠' : '='} ${list}`,
      keeps: (row) => wanted.has((column.cells[row] ?? '').toLowerCase()) !== isNot,
      conditions: valueConditions(
        column.name,
        [...new Set(named.map(({ value }) => value))],
        isNot,
      ),
    }
  })
}

function valueConditions(column: string, values: string[], isNot: boolean): TableCondition[] {
  const [value] = values
  if (isNot) return values.map((one) => ({ column, comparison: '!=', value: one }))
  return values.length === 1 && value !== undefined
    ? [{ column, comparison: '=', value }]
    : [{ column, comparison: 'in', value: values }]
}

function dateFilters(ask: string, { columns }: Table): Filter[] {
  const year = Number(/(?<![\d.,])((?:19|20)\d{2})(?![\d.,]\d|\d)/.exec(ask)?.[1] ?? 0)
  const month = monthIn(ask)
  if (year === 0 && month === 0) return []
  const column = columns.find(({ kind }) => kind === 'date')
  if (column !== undefined) {
    const start = [year || '', month === 0 ? '' : String(month).padStart(2, '0')]
      .filter(Boolean)
      .join('-')
    const text = `${column.name} = ${start}`
    const keeps = (row: number) => {
      const day = toDay(column.cells[row] ?? '')
      return (
        day !== null && (year === 0 || day.year === year) && (month === 0 || day.month === month)
      )
    }
    // Days that are written from the year on begin with it.
    const isIso = year > 0 && column.cells.every((cell) => /^(?:\d{4}-\d{2}.*)?$/.test(cell))
    const conditions: TableCondition[] = isIso
      ? [{ column: column.name, comparison: 'starts_with', value: start }]
      : []
    return [{ column, text, keeps, conditions }]
  }
  const years = columns.find(({ name, kind }) => kind === 'number' && /year|年/i.test(name))
  if (years === undefined || year === 0) return []
  return [
    {
      column: years,
      text: `${years.name} = ${year}`,
      keeps: (row) => years.numbers[row] === year,
      conditions: [{ column: years.name, comparison: '=', value: year }],
    },
  ]
}

function monthIn(ask: string): number {
  const han = Number(/(?<!\d)(1[0-2]|[1-9])月/.exec(ask)?.[1] ?? 0)
  if (han > 0) return han
  const word =
    /\b(?:in|of|for|during) (january|february|march|april|may|june|july|august|september|october|november|december)\b/i.exec(
      ask,
    )?.[1]
  return word === undefined ? 0 : MONTHS.indexOf(word.toLowerCase()) + 1
}
