import 'server-only'
import { groupBy } from '../group-by'
import { tableOf } from '../markdown'
import { type Column, write } from './column'
import { toDay, writeDay } from './day'
import { type Grouping, type Measured, mainNumber, repeats } from './question'
import { measureRows } from './statistics'
import { superlativeColumn } from './superlative'
import { percent, sumOf, type Work } from './work'

const MOST_GROUPS = 40
/** What is not added up: the highest of it is one row's. */
const NO_SUMS =
  /price|rate|age\b|score|temp|rating|ratio|percent|height|weight|grade|speed|average|价|年龄|分|温度|率|身高|体重|速度|平均/i

interface Group {
  key: string
  size: number
  values: ({ value: number; text: string } | null)[]
}

/** The rows put together by a column, and what is measured of each group; null where none is asked for. */
export function answerGroups(work: Work): string | null {
  const { question, rows, words, where } = work
  const by = groupingFor(work)
  if (by === null) return null
  const measured = measuresFor(work, by)
  const [first] = measured
  if (first === undefined) return null
  const groups = [...groupBy(rows, (row) => keyOf(by, row))]
    .filter(([key]) => key !== '')
    .map(([key, members]): Group => {
      const values = measured.map((one) => measureGroup(one, members, rows))
      return { key, size: members.length, values }
    })
  groups.sort(
    by.by === 'value' ? byValue(question.extreme === 'min') : (a, b) => (a.key < b.key ? -1 : 1),
  )
  const label = (one: Measured) => words.aggregates[one.aggregate](one.column?.name ?? '')
  const name = by.by === 'value' ? by.column.name : words[by.by]
  const title = `**${words.grouped(measured.map(label).join(words.comma), name, groups.length)}**${where}`
  const shown = groups.slice(0, question.top ?? MOST_GROUPS)
  const more =
    question.top === null && groups.length > shown.length
      ? words.more(groups.length - shown.length)
      : ''
  const list = [title, groupsTable(shown, measured, [name, words.rows], label), more]
  const head = headline(groups, first, work)
  const parts = question.extreme === null ? [...list, head] : [head, ...list]
  return parts.filter((part) => part !== '').join('\n\n')
}

const byValue = (isAscending: boolean) => (a: Group, b: Group) => {
  const difference = (a.values[0]?.value ?? 0) - (b.values[0]?.value ?? 0)
  return isAscending ? difference : -difference
}

function groupsTable(
  groups: readonly Group[],
  measured: readonly Measured[],
  heads: string[],
  label: (one: Measured) => string,
): string {
  const isShown = (_: unknown, at: number) => measured[at]?.aggregate !== 'count'
  const all = [...heads, ...measured.filter(isShown).map(label)]
  const rows = groups.map(({ key, size, values }) => [
    key,
    String(size),
    ...values.filter(isShown).map((value) => value?.text ?? ''),
  ])
  return tableOf(all, rows, new Set(all.map((_, at) => at).slice(1)))
}

/** Which group has the most, or how the ends compare. */
function headline(
  groups: readonly Group[],
  { aggregate, column }: Measured,
  { question, words }: Work,
): string {
  const ranked = groups
    .flatMap(({ key, values: [value] }) =>
      value === null || value === undefined ? [] : [{ key, ...value }],
    )
    .sort((a, b) => b.value - a.value)
  const [high, low] = [ranked[0], ranked.at(-1)]
  if (high === undefined || low === undefined || ranked.length < 2) return ''
  if (question.extreme === null) {
    if (high.value === low.value) return ''
    const difference =
      ranked.length === 2 && aggregate !== 'share' && column !== null
        ? words.difference(high.key, low.key, write(high.value - low.value, column.style, true))
        : ''
    return `${words.groupExtremes(`${high.key}${words.inBrackets(high.text)}`, `${low.key}${words.inBrackets(low.text)}`)} ${difference}`.trim()
  }
  if (question.top !== null) return ''
  const winner = question.extreme === 'max' ? high : low
  const tied = ranked.filter(({ value }) => value === winner.value).map(({ key }) => key)
  const isRow = aggregate === 'max' || aggregate === 'min'
  const measure =
    isRow && column !== null ? column.name : words.aggregates[aggregate](column?.name ?? '')
  return words.extreme(question.extreme, tied.slice(0, 5).join(' / '), measure, winner.text)
}

function measureGroup(one: Measured, members: readonly number[], all: readonly number[]) {
  if (one.aggregate !== 'share') return measureRows(one, members)
  const { column } = one
  const value =
    column === null
      ? members.length / all.length
      : sumOf(column, members) / (sumOf(column, all) || 1)
  return { value, text: percent(value) }
}

/** "Which sells most in total" groups by the first column that has a value more than once. */
export function groupingFor({ question }: Work): Grouping | null {
  if (question.group !== null) return question.group
  const isRanking =
    question.extreme !== null &&
    question.measured.some(({ aggregate }) => aggregate !== 'max' && aggregate !== 'min')
  const conditions = new Set(question.filters.map(({ column }) => column))
  const column = isRanking
    ? question.named.find((one) => one.kind === 'text' && repeats(one) && !conditions.has(one))
    : undefined
  return column === undefined ? null : { column, by: 'value', isImplied: true }
}

/** What is measured of each group. */
export function measuresFor({ question, table, ask }: Work, by: Grouping): Measured[] {
  const totals = question.measured.filter(
    ({ aggregate }) => aggregate !== 'max' && aggregate !== 'min',
  )
  const explicit = totals.length > 0 ? totals : question.measured
  const target = superlativeColumn(ask, question, table)
  if (explicit.length === 0) {
    const isCounted = /\bhow many\b|多少[行条个名人笔]|\bcount\b/i.test(ask)
    const column =
      target ?? question.named.find((one) => one.kind === 'number' && one !== by.column) ?? null
    if (column === null && (isCounted || mainNumber(table) === null))
      return [{ aggregate: 'count', column: null }]
    return [totalOf(column ?? mainNumber(table), question.extreme)]
  }
  // "Which city has the highest sales" means all that a city sold; its highest price is one row's.
  return by.isImplied
    ? explicit.map((one) =>
        one.aggregate === question.extreme ? totalOf(one.column, question.extreme) : one,
      )
    : explicit
}

function totalOf(column: Column | null, extreme: 'max' | 'min' | null): Measured {
  const isSummed = column === null || !NO_SUMS.test(column.name)
  return { aggregate: isSummed ? 'sum' : (extreme ?? 'mean'), column }
}

/** What a row is put together with others by; empty for one that belongs to no group. */
export function keyOf({ column, by }: Grouping, row: number): string {
  const cell = column.cells[row] ?? ''
  if (by === 'value') return cell
  const day = toDay(cell)
  return day === null ? '' : writeDay({ ...day, day: null }).slice(0, by === 'year' ? 4 : 7)
}
