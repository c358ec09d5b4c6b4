import 'server-only'
import type { Language } from '../../answer/measure'
import { tableOf } from '../markdown'
import { type Column, isMissing, write } from './column'
import { toDay, writeDay } from './day'
import type { Aggregate, Measured } from './question'
import { type TableWords, WORDS } from './words'

const MOST_COLUMNS = 16
const TOP_VALUES = 3

interface NumberFacts {
  count: number
  sum: number
  mean: number
  min: number
  max: number
  median: number
}

/** The figures of a list of numbers; null for none. */
export function factsOf(numbers: readonly number[]): NumberFacts | null {
  if (numbers.length === 0) return null
  const sorted = Float64Array.from(numbers).sort()
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]]
  const sum = exactSum(numbers)
  return {
    count: numbers.length,
    sum,
    mean: sum / numbers.length,
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
    median: sorted.length % 2 === 1 ? high : (low + high) / 2,
  }
}

/** Neumaier's sum: what rounding loses is carried along. */
function exactSum(numbers: readonly number[]): number {
  let [sum, lost] = [0, 0]
  for (const number of numbers) {
    const next = sum + number
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum
    sum = next
  }
  return sum + lost
}

/** The numbers of some rows of a column. */
export function pick({ numbers }: Column, rows: readonly number[]): number[] {
  return rows.flatMap((row) => numbers[row] ?? [])
}

/** How often each value occurs, the most frequent first. */
export function tally(cells: readonly string[]): [value: string, count: number][] {
  const counts = new Map<string, number>()
  for (const cell of cells) if (!isMissing(cell)) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

/** What is measured over some rows: its value, and as it is written. */
export function measureRows(
  { aggregate, column }: Measured,
  rows: readonly number[],
): { value: number; text: string } | null {
  if (aggregate === 'count') return { value: rows.length, text: String(rows.length) }
  if (column === null) return null
  if (aggregate === 'distinct') {
    const count = tally(rows.map((row) => column.cells[row] ?? '')).length
    return { value: count, text: String(count) }
  }
  if (column.kind === 'date') return measureDays(aggregate, column, rows)
  const facts = factsOf(pick(column, rows))
  if (facts === null) return null
  const value = figureOf(aggregate, facts)
  const isMean = aggregate === 'mean' || aggregate === 'median'
  return { value, text: write(value, column.style, isMean) }
}

function figureOf(aggregate: Aggregate, facts: NumberFacts): number {
  const { mean, median, max, min, sum } = facts
  const values: Partial<Record<Aggregate, number>> = { mean, median, max, min }
  return values[aggregate] ?? sum
}

function measureDays(aggregate: Aggregate, { cells }: Column, rows: readonly number[]) {
  const days = rows.flatMap((row) => {
    const day = toDay(cells[row] ?? '')
    return day === null ? [] : [writeDay(day)]
  })
  if (days.length === 0 || (aggregate !== 'max' && aggregate !== 'min')) return null
  const day = endOf(days, aggregate === 'max' ? 1 : -1)
  return { value: Date.parse(day), text: day }
}

/** One row of figures for each column. */
export function statisticsTable(all: readonly Column[], language: Language): string {
  const words = WORDS[language]
  const columns = all.slice(0, MOST_COLUMNS)
  const parts: string[] = []
  const numeric = columns.filter(({ kind }) => kind === 'number')
  if (numeric.length > 0) {
    const heads = [
      words.column,
      words.count,
      words.missing,
      words.min,
      words.mean,
      words.median,
      words.max,
      words.sum,
    ]
    parts.push(
      tableOf(
        heads,
        numeric.map((column) => numberRow(column)),
        new Set([1, 2, 3, 4, 5, 6, 7]),
      ),
    )
  }
  const others = columns.filter(({ kind }) => kind !== 'number')
  if (others.length > 0) {
    const heads = [words.column, words.count, words.missing, words.distinct, words.topValues]
    parts.push(
      tableOf(
        heads,
        others.map((column) => otherRow(column, words)),
        new Set([1, 2, 3]),
      ),
    )
  }
  return parts.join('\n\n')
}

function numberRow({ name, numbers, style }: Column): string[] {
  const there = numbers.filter((number) => number !== null)
  const facts = factsOf(there)
  const missing = String(numbers.length - there.length)
  if (facts === null) return [name, '0', missing, '', '', '', '', '']
  const { min, mean, median, max, sum } = facts
  return [
    name,
    String(facts.count),
    missing,
    write(min, style),
    write(mean, style, true),
    write(median, style, true),
    write(max, style),
    write(sum, style),
  ]
}

function otherRow({ name, cells, kind }: Column, words: TableWords): string[] {
  const counts = tally(cells)
  const there = counts.reduce((sum, [, count]) => sum + count, 0)
  const days = kind === 'date' ? counts.flatMap(([cell]) => toDay(cell) ?? []).map(writeDay) : []
  const top = counts.slice(0, TOP_VALUES).map(([value, count]) => `${value} (${count})`)
  const [first = '', last = ''] = days.length === 0 ? [] : [endOf(days, -1), endOf(days, 1)]
  const often = there === counts.length && there > 1 ? words.allDifferent : top.join(', ')
  const said = kind === 'date' && first !== '' ? words.range(first, last) : often
  return [name, String(there), String(cells.length - there), String(counts.length), said]
}

/** The first (-1) or last (1) of texts that sort as they are. */
function endOf(texts: readonly string[], sign: 1 | -1): string {
  return texts.reduce((best, one) => ((one > best ? 1 : -1) === sign ? one : best))
}
