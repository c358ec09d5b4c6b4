import { withPoint } from '@/lib/domain/files/table/decimal-mark'
import { exactNumber, isMissing, readNumber } from '@/lib/domain/files/table/read-value'
import { trimmed } from './column-count'
import { mergeSort } from './merge-sort'
import { NumbersList } from './numbers-list'
import type { TableData } from './table-data'

/** By which column a table is sorted. */
export interface Sort {
  column: number
  isDescending: boolean
}

const PLACES_AT_ONCE = 65_536

/**
 * The rows of a table in the order of a column: numbers before words, and what is missing last whichever
 * way it goes. It yields every now and then.
 */
export function* sortRows(
  table: Pick<TableData, 'rows' | 'rowsFrom' | 'decimal'>,
  { column, isDescending }: Sort,
): Generator<void, Uint32Array> {
  const numbers = new Numbers(table.rows)
  const words = new Words(table.rows)
  for (let first = 0; first < table.rows; ) {
    const { rows, end } = table.rowsFrom(first)
    for (const [at, fields] of rows.entries()) {
      const text = trimmed(fields[column] ?? '')
      const digits = withPoint(text, table.decimal)
      const number = readNumber(digits)
      if (number !== null) numbers.add(first + at, exactNumber(digits, number))
      else if (!isMissing(text)) words.add(first + at, text)
    }
    first = end
    yield
  }
  const count = numbers.rows.length + words.rows.length
  // What no rank is given stands behind all others.
  const ranks = new Uint32Array(table.rows).fill(count)
  yield* numbers.rank(ranks)
  yield* words.rank(ranks, numbers.rows.length)
  if (isDescending) {
    for (const rows of [numbers.rows.all(), words.rows.all()])
      for (const row of rows) ranks[row] = count - 1 - (ranks[row] ?? 0)
  }
  return yield* placeByRank(ranks, count + 1)
}

/** Rows that hold numbers. */
class Numbers {
  readonly rows = new NumbersList()
  readonly #doubles: Float64Array
  /** Of the doubles that stand for several whole numbers: in which rows, and for which. */
  readonly #long = new Map<number, { row: number; exact: number | bigint }[]>()

  constructor(rows: number) {
    this.#doubles = new Float64Array(rows)
  }

  add(row: number, exact: number | bigint): void {
    const double = Number(exact)
    this.rows.push(row)
    this.#doubles[row] = double
    if (Math.abs(double) <= Number.MAX_SAFE_INTEGER) return
    const alike = this.#long.get(double) ?? []
    alike.push({ row, exact })
    this.#long.set(double, alike)
  }

  /** How many numbers are less than each row's own. */
  *rank(ranks: Uint32Array): Generator<void> {
    const rows = this.rows.all()
    const doubles = Float64Array.from(rows, (row) => this.#doubles[row] ?? 0).sort()
    for (const [at, row] of rows.entries()) {
      ranks[row] = lessThan(doubles, this.#doubles[row] ?? 0)
      if (at % PLACES_AT_ONCE === 0) yield
    }
    for (const alike of this.#long.values()) {
      alike.sort(({ exact: a }, { exact: b }) => (a < b ? -1 : a > b ? 1 : 0))
      let before: number | bigint | null = null
      let more = 0
      for (const [at, { row, exact }] of alike.entries()) {
        if (exact !== before) more = at
        before = exact
        ranks[row] = (ranks[row] ?? 0) + more
      }
    }
  }
}

/** How many of sorted numbers are less than a number. */
function lessThan(sorted: Float64Array, number: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}

/** Rows that hold words: each word is compared once with others, however many rows it is in. */
class Words {
  readonly rows = new NumbersList()
  /** Of each row, which word it is. */
  readonly #ids: Uint32Array
  readonly #known = new Map<string, number>()

  constructor(rows: number) {
    this.#ids = new Uint32Array(rows)
  }

  add(row: number, word: string): void {
    const id = this.#known.get(word) ?? this.#known.size
    this.#known.set(word, id)
    this.#ids[row] = id
    this.rows.push(row)
  }

  /** Where each row's word stands, from `first` on. */
  *rank(ranks: Uint32Array, first: number): Generator<void> {
    const ranksOfWords = yield* rankWords([...this.#known.keys()])
    for (const row of this.rows.all()) ranks[row] = first + (ranksOfWords[this.#ids[row] ?? 0] ?? 0)
  }
}

/** Of each word, where it stands; those that are alike to a collator stand in one place. */
function* rankWords(words: readonly string[]): Generator<void, Uint32Array> {
  const order = Uint32Array.from(words, (_, id) => id)
  const { compare } = new Intl.Collator()
  yield* mergeSort(order, (a, b) => compare(words[a] ?? '', words[b] ?? ''))
  const ranks = new Uint32Array(words.length)
  for (let at = 1; at < order.length; at++) {
    const [id = 0, before = 0] = [order[at], order[at - 1]]
    const isAlike = compare(words[before] ?? '', words[id] ?? '') === 0
    ranks[id] = isAlike ? (ranks[before] ?? 0) : at
  }
  return ranks
}

/** The rows by their ranks; those of one rank stay in their order. */
function* placeByRank(ranks: Uint32Array, count: number): Generator<void, Uint32Array> {
  const next = new Uint32Array(count + 1)
  for (const rank of ranks) next[rank + 1] = (next[rank + 1] ?? 0) + 1
  for (let rank = 0; rank < count; rank++)
    next[rank + 1] = (next[rank + 1] ?? 0) + (next[rank] ?? 0)
  const order = new Uint32Array(ranks.length)
  for (const [row, rank] of ranks.entries()) {
    const at = next[rank] ?? 0
    next[rank] = at + 1
    order[at] = row
    if (row % PLACES_AT_ONCE === 0) yield
  }
  return order
}
