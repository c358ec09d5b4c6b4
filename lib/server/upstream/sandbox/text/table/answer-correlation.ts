import 'server-only'
import { groupBy } from '../group-by'
import { tableOf } from '../markdown'
import { groupingFor, keyOf } from './answer-groups'
import type { Column } from './column'
import { type Grouping, numbersOf } from './question'
import type { Work } from './work'

const ASKS = /\bcorrelat\w*|\bpearson\b|相关(?:系数|性|程度|的?列)|(?:是否|有没有|有多)相关/i
/** Any two points lie on a line. */
const LEAST_ROWS = 3
const MOST_COLUMNS = 30
const MOST_PAIRS = 15

type Related = { n: number } & (
  | { r: number }
  /** Too few rows, or the column that never changes. */
  | { flaw: 'few' | Column }
)

/** Whether a question asks how columns go together. */
export const asksCorrelation = (ask: string): boolean => ASKS.test(ask)

/** Pearson's r of the columns that are named, else of all pairs, over the rows where both are numbers. */
export function answerCorrelation(work: Work): string | null {
  const { ask, question, table, words, rows, where } = work
  if (!asksCorrelation(ask)) return null
  const by = groupingFor(work)
  const others = new Set([...question.filters.map(({ column }) => column), by?.column])
  const named = question.named.filter((column) => !others.has(column))
  const other = named.find(({ kind }) => kind !== 'number')
  if (named.length > 1 && other !== undefined) return words.noNumbers(other.name)
  const pairs = pairsOf(named, numbersOf(table))
  const found = pairs.map(([one, two]) => ({ one, two, ...relate(one, two, rows) }))
  const [first] = found
  if (first === undefined) return words.needsTwo
  if (found.length === 1) {
    const { one, two, ...related } = first
    const title = `${words.correlation(one.name, two.name)}${where}${words.colon}`
    if (by !== null) return `${title}\n\n${groupsTable(one, two, by, work)}\n\n${words.bothNumbers}`
    return 'r' in related
      ? `${title}**r = ${write(related.r)}**${words.inBrackets(`n = ${related.n}`)}\n\n${words.bothNumbers}`
      : `${title}${flawOf(related, work)}`
  }
  const known = found.flatMap((one) => ('r' in one ? [one] : []))
  if (known.length === 0) {
    const [most = first] = found.toSorted((a, b) => b.n - a.n)
    return 'r' in most ? null : flawOf(most, work)
  }
  known.sort((a, b) => Math.abs(b.r) - Math.abs(a.r))
  const lines = known
    .slice(0, MOST_PAIRS)
    .map(({ one, two, r, n }) => [`${one.name}, ${two.name}`, write(r), String(n)])
  const list = tableOf([words.column, 'r', 'n'], lines, new Set([1, 2]))
  const more = known.length > MOST_PAIRS ? `\n\n${words.more(known.length - MOST_PAIRS)}` : ''
  return `**${words.correlations}**${where}\n\n${list}${more}\n\n${words.bothNumbers}`
}

function groupsTable(one: Column, two: Column, by: Grouping, { rows, words }: Work): string {
  const lines = [...groupBy(rows, (row) => keyOf(by, row))]
    .filter(([key]) => key !== '')
    .map(([key, members]) => {
      const related = relate(one, two, members)
      return [key, 'r' in related ? write(related.r) : '–', String(related.n)]
    })
  const name = by.by === 'value' ? by.column.name : words[by.by]
  return tableOf([name, 'r', 'n'], lines, new Set([1, 2]))
}

function pairsOf(named: readonly Column[], numeric: readonly Column[]): [Column, Column][] {
  const [first, ...rest] = named.filter(({ kind }) => kind === 'number')
  if (first !== undefined && rest.length === 0) {
    return numeric
      .filter((one) => one !== first)
      .slice(0, MOST_COLUMNS)
      .map((one) => [first, one])
  }
  const all = first === undefined ? numeric.slice(0, MOST_COLUMNS) : [first, ...rest]
  return all.flatMap((one, at) => all.slice(at + 1).map((two): [Column, Column] => [one, two]))
}

function relate(one: Column, two: Column, rows: readonly number[]): Related {
  const points = rows.flatMap((row) => {
    const [x, y] = [one.numbers[row], two.numbers[row]]
    return typeof x === 'number' && typeof y === 'number' ? [{ x, y }] : []
  })
  const n = points.length
  if (n < LEAST_ROWS) return { n, flaw: 'few' }
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / n
  const [meanX, meanY] = [mean('x'), mean('y')]
  let [xx, yy, xy] = [0, 0, 0]
  for (const { x, y } of points) {
    xx += (x - meanX) ** 2
    yy += (y - meanY) ** 2
    xy += (x - meanX) * (y - meanY)
  }
  if (points.every(({ x }) => x === points[0]?.x)) return { n, flaw: one }
  if (points.every(({ y }) => y === points[0]?.y)) return { n, flaw: two }
  return { n, r: xy / Math.sqrt(xx * yy) }
}

const flawOf = ({ n, flaw }: { n: number; flaw: 'few' | Column }, { words }: Work) =>
  flaw === 'few' ? words.tooFew(n, LEAST_ROWS) : words.isConstant(flaw.name)

const write = (r: number) => r.toFixed(3).replace(/^-(0\.000)$/, '$1')
