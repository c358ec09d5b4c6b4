import 'server-only'
import type { Language } from '../../answer/measure'
import { MOST_ROWS, tableOf } from '../markdown'
import { answerCorrelation } from './answer-correlation'
import { answerFrequent } from './answer-frequent'
import { answerGroups } from './answer-groups'
import { answerMissing } from './answer-missing'
import { type Column, write } from './column'
import { dayNumber, toDay } from './day'
import { type Measured, mainNumber, repeats } from './question'
import type { Table } from './read-table'
import type { TableRequest } from './requests'
import { measureRows } from './statistics'
import { superlativeColumn } from './superlative'
import { WORDS } from './words'
import { percent, sumOf, type Work } from './work'

const MOST_COLUMNS = 12
/** The names of so many rows are said in a line. */
const MOST_NAMED = 12
const ASKS_PERSON = /\bwho(?:se)?\b|谁/i
const ASKS_WHO = /\b(?:who|whose|which|what|name|list)\b|谁|哪|列出/i

/** The direct answer to a question about a table; null where it asks for nothing that can be computed. */
export function answerTable(
  { ask, question }: TableRequest,
  table: Table,
  language: Language,
): string | null {
  const words = WORDS[language]
  const all = Array.from({ length: table.rows }, (_, row) => row)
  const rows = all.filter((row) => question.filters.every((filter) => filter.keeps(row)))
  const said = question.filters.map(({ text }) => text).join(words.comma)
  if (rows.length === 0) return words.noRows(said)
  const work = { table, question, words, rows, where: said === '' ? '' : words.where(said), ask }
  for (const answer of [
    answerMissing,
    answerCorrelation,
    answerFrequent,
    answerShare,
    answerGroups,
    answerExtreme,
    answerSorted,
    answerMeasures,
    answerRows,
  ]) {
    const text = answer(work)
    if (text !== null) return text
  }
  return null
}

function answerShare({ question, table, rows, words, where }: Work): string | null {
  const share = question.measured.find(({ aggregate }) => aggregate === 'share')
  if (
    share === undefined ||
    question.filters.length === 0 ||
    (question.group !== null && question.filters.length < 2)
  )
    return null
  const all = Array.from({ length: table.rows }, (_, row) => row)
  const { column } = share
  const [part, whole] =
    column === null ? [rows.length, all.length] : [sumOf(column, rows), sumOf(column, all)]
  if (whole === 0) return null
  const amounts =
    column === null
      ? words.matching(part, whole)
      : `${write(part, column.style)} / ${write(whole, column.style)}`
  return `**${words.aggregates.share(column?.name ?? '')}${where}${words.colon}${percent(part / whole)}**${words.inBrackets(amounts)}`
}

const isRowMeasure = ({ aggregate }: Measured) => aggregate === 'max' || aggregate === 'min'

/** The rows with the most or least of something. */
function answerExtreme(work: Work): string | null {
  const { question, table, rows, words, where } = work
  const kind = question.extreme ?? (question.top !== null ? 'max' : null)
  const others = question.measured.filter((one) => !isRowMeasure(one))
  if (kind === null || others.length > 0 || question.measured.length > 1) return null
  const column = superlativeColumn(work.ask, question, table) ?? mainNumber(table)
  if (column === null) return null
  const ranked = rows.flatMap((row) => {
    const value = orderOf(column, row)
    return value === null ? [] : [{ row, value }]
  })
  ranked.sort((a, b) => (kind === 'max' ? b.value - a.value : a.value - b.value) || a.row - b.row)
  const [best] = ranked
  if (best === undefined) return null
  if (question.top !== null && question.top > 1) {
    const shown = ranked.slice(0, question.top).map(({ row }) => row)
    const names = shown.map(
      (row) => `${nameOf(work, row, column)}${words.inBrackets(column.cells[row] ?? '')}`,
    )
    const title = `**${words.topRows(shown.length, column.name, kind)}**${where}${words.colon}`
    return `${title}${names.join(words.comma)}\n\n${rowsTable(work, shown)}`
  }
  const tied = ranked
    .filter(({ value }) => value === best.value)
    .slice(0, 5)
    .map(({ row }) => row)
  const names = tied.map((row) => nameOf(work, row, column)).join(' / ')
  const say = column.kind === 'date' ? words.latest : words.extreme
  return `${say(kind, names, column.name, column.cells[best.row] ?? '')}${where}\n\n${rowsTable(work, tied)}`
}

/** What a row is called: the column that was asked for, else the first that names. */
function nameOf({ table, question, ask }: Work, row: number, measured: Column): string {
  const conditions = new Set(question.filters.map(({ column }) => column))
  const isOwn = (one: Column) => one.kind === 'text' && !repeats(one)
  const open = [...question.named, ...table.columns].filter(
    (one) => one !== measured && !conditions.has(one),
  )
  const column =
    (ASKS_PERSON.test(ask) ? open.find(isOwn) : undefined) ??
    question.named.find((one) => open.includes(one) && one.kind === 'text') ??
    open.find(isOwn) ??
    open.find(({ kind }) => kind === 'text') ??
    open[0] ??
    measured
  return column.cells[row] || `#${row + 1}`
}

/** What a row is ordered by: a number, or a day's; null where it has none. */
function orderOf(column: Column, row: number): number | null {
  if (column.kind !== 'date') return column.numbers[row] ?? null
  const day = toDay(column.cells[row] ?? '')
  return day === null ? null : dayNumber(day)
}

function answerSorted(work: Work): string | null {
  const { question, rows, words, where } = work
  if (question.sort === null) return null
  const { column, isDescending } = question.sort
  const sign = isDescending ? -1 : 1
  const title = `**${words.sorted(column.name, isDescending)}**${where}`
  if (column.kind === 'text') {
    const cellOf = (row: number) => column.cells[row] ?? ''
    const compare = new Intl.Collator('zh-CN', { numeric: true }).compare
    const sorted = [...rows].sort((a, b) => sign * compare(cellOf(a), cellOf(b)))
    return `${title}\n\n${rowsTable(work, sorted)}`
  }
  const ordered = rows.map((row) => ({ row, value: orderOf(column, row) }))
  const there = ordered.flatMap(({ row, value }) => (value === null ? [] : [{ row, value }]))
  there.sort((a, b) => sign * (a.value - b.value))
  // What is missing has no place in the order, and comes last.
  const missing = ordered.filter(({ value }) => value === null)
  return `${title}\n\n${rowsTable(
    work,
    [...there, ...missing].map(({ row }) => row),
  )}`
}

function answerMeasures(work: Work): string | null {
  const { question, rows, words, where, table } = work
  const asked = question.measured.filter(({ aggregate }) => aggregate !== 'share')
  const conditions = new Set(question.filters.map(({ column }) => column))
  const named = question.named.find((one) => one.kind === 'number' && !conditions.has(one))
  const isImplied =
    asked.length === 0 &&
    (conditions.size > 0 || question.lacking !== null) &&
    !question.isListing &&
    rows.length > 1
  const measured: Measured[] =
    isImplied && named !== undefined ? [{ aggregate: 'sum', column: named }] : asked
  const lines = measured.flatMap((one) => {
    const result = measureRows(one, rows)
    if (result === null) return []
    const label = words.aggregates[one.aggregate](one.column?.name ?? '')
    const isCount = one.aggregate === 'count' && conditions.size > 0
    const size = isCount ? words.matching(rows.length, table.rows) : words.overRows(rows.length)
    const holder = isRowMeasure(one) ? holderOf(one, result.value, work) : null
    return [`**${label}${words.colon}${result.text}**${where}${words.inBrackets(holder ?? size)}`]
  })
  if (lines.length === 0) return null
  const { lacking } = question
  const columns = table.columns.slice(0, MOST_COLUMNS).map(({ name }) => name)
  return [
    ...(lacking === null ? [] : [words.noGroups(lacking, columns.join(words.comma))]),
    ...lines,
  ].join('\n\n')
}

/** Whose the highest or lowest figure is; null where it is many rows'. */
function holderOf({ column }: Measured, value: number, work: Work): string | null {
  if (column === null) return null
  const holders = work.rows.filter((row) => orderOf(column, row) === value)
  return holders.length === 0 || holders.length > 3
    ? null
    : holders.map((row) => nameOf(work, row, column)).join(' / ')
}

/** The rows that meet the conditions, and what of them was asked for by itself. */
function answerRows(work: Work): string | null {
  const { question, rows, words, where, table, ask } = work
  if (question.filters.length === 0) return null
  const conditions = new Set(question.filters.map(({ column }) => column))
  const wanted = question.named.filter((column) => !conditions.has(column))
  const names = table.columns.find((column) => column.kind === 'text' && !conditions.has(column))
  const asked =
    wanted.length > 0 ? wanted : ASKS_WHO.test(ask) && names !== undefined ? [names] : []
  const isFew = rows.length <= MOST_NAMED
  const values = asked.map(({ name, cells }) => {
    const list = [...new Set(rows.map((row) => cells[row] ?? ''))].join(words.comma)
    return `**${name}${words.colon}${list}**`
  })
  const size = `**${words.matching(rows.length, table.rows)}**`
  const head = isFew && values.length > 0 ? values.join('\n\n') + where : `${size}${where}`
  return `${head}\n\n${rowsTable(work, rows)}`
}

function rowsTable({ table, words }: Work, rows: readonly number[]): string {
  const columns = table.columns.slice(0, MOST_COLUMNS)
  const ends = new Set(columns.flatMap(({ kind }, at) => (kind === 'number' ? [at] : [])))
  const shown = rows.slice(0, MOST_ROWS)
  const text = tableOf(
    columns.map(({ name }) => name),
    shown.map((row) => columns.map(({ cells }) => cells[row] ?? '')),
    ends,
  )
  return rows.length > shown.length ? `${text}\n\n${words.more(rows.length - shown.length)}` : text
}
