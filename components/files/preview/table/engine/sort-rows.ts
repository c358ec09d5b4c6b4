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

const ROWS_AT_ONCE = 256

/**
 * The rows of a table in the order of a column: numbers before words, and what is missing last whichever
 * way it goes. It yields every now and then.
 */
export function* sortRows(
  table: Pick<TableData, 'rows' | 'row'>,
  { column, isDescending }: Sort,
): Generator<void, Uint32Array> {
  const [numbers, words] = [new Numbers(table.rows), new Words(table.rows)]
  const missing = new NumbersList()
  for (let row = 0; row < table.rows; row++) {
    const value = trimmed(table.row(row)[column] ?? '')
    const number = readNumber(value)
    if (number !== null) numbers.add(row, value, number)
    else if (isMissing(value)) missing.push(row)
    else words.add(row, value)
    if (row % ROWS_AT_ONCE === 0) yield
  }
  const direction = isDescending ? -1 : 1
  const parts = [yield* numbers.sorted(direction), yield* words.sorted(direction)]
  if (isDescending) parts.reverse()
  const order = new Uint32Array(table.rows)
  let at = 0
  for (const part of [...parts, missing.all()]) {
    order.set(part, at)
    at += part.length
  }
  return order
}

/** Rows that hold numbers. */
class Numbers {
  readonly #rows = new NumbersList()
  readonly #values: Float64Array
  /** Of those that a double would round. */
  readonly #exact = new Map<number, number | bigint>()

  constructor(rows: number) {
    this.#values = new Float64Array(rows)
  }

  add(row: number, text: string, value: number): void {
    this.#rows.push(row)
    this.#values[row] = value
    const exact = exactNumber(text, value)
    if (typeof exact === 'bigint') this.#exact.set(row, exact)
  }

  *sorted(direction: number): Generator<void, Uint32Array> {
    const rows = this.#rows.all()
    const [values, exact] = [this.#values, this.#exact]
    yield* mergeSort(rows, (a, b) => {
      const one = values[a] ?? 0
      const other = values[b] ?? 0
      if (one !== other) return one < other ? -direction : direction
      if (exact.size === 0) return 0
      const [whole, otherWhole] = [exact.get(a) ?? one, exact.get(b) ?? other]
      return direction * (whole < otherWhole ? -1 : whole > otherWhole ? 1 : 0)
    })
    return rows
  }
}

/** Rows that hold words: each word is compared once with others, however many rows it is in. */
class Words {
  readonly #rows = new NumbersList()
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
    this.#rows.push(row)
  }

  *sorted(direction: number): Generator<void, Uint32Array> {
    const words = [...this.#known.keys()]
    const order = Uint32Array.from(words, (_, id) => id)
    const { compare } = new Intl.Collator()
    yield* mergeSort(order, (a, b) => compare(words[a] ?? '', words[b] ?? ''))
    // Words that are alike to a collator are in one place: their rows keep their order.
    const ranks = new Uint32Array(words.length)
    for (let at = 1; at < order.length; at++) {
      const [id = 0, before = 0] = [order[at], order[at - 1]]
      const isAlike = compare(words[before] ?? '', words[id] ?? '') === 0
      ranks[id] = isAlike ? (ranks[before] ?? 0) : at
    }
    const [ids, rows] = [this.#ids, this.#rows.all()]
    const rankOf = (row: number) => ranks[ids[row] ?? 0] ?? 0
    yield* mergeSort(rows, (a, b) => direction * (rankOf(a) - rankOf(b)))
    return rows
  }
}
