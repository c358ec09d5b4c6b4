import { exactNumber, isMissing, readNumber } from '@/lib/domain/files/table/read-value'
import { trimmed } from './column-count'
import { mergeSort } from './merge-sort'
import type { TableData } from './table-data'

/** By which column a table is sorted. */
export interface Sort {
  column: number
  isDescending: boolean
}

/** Before words come numbers; what is missing stands last whichever way it goes. */
const [NUMBER, WORDS, MISSING] = [0, 1, 2]
const ROWS_AT_ONCE = 256

/** The rows of a table in the order of a column. It yields every now and then. */
export function* sortRows(
  table: Pick<TableData, 'rows' | 'row'>,
  { column, isDescending }: Sort,
): Generator<void, Uint32Array> {
  const keys = new Keys(table.rows)
  for (let row = 0; row < table.rows; row++) {
    keys.add(row, trimmed(table.row(row)[column] ?? ''))
    if (row % ROWS_AT_ONCE === 0) yield
  }
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const direction = isDescending ? -1 : 1
  yield* mergeSort(order, (a, b) => keys.compare(a, b, direction))
  return order
}

/** What the rows are sorted by. */
class Keys {
  readonly #ranks: Uint8Array
  readonly #numbers: Float64Array
  /** Of the numbers that a double would round. */
  readonly #exact = new Map<number, number | bigint>()
  readonly #words: string[] = []
  readonly #collator = new Intl.Collator()

  constructor(rows: number) {
    this.#ranks = new Uint8Array(rows)
    this.#numbers = new Float64Array(rows)
  }

  add(row: number, value: string): void {
    const number = readNumber(value)
    this.#words.push(number === null ? value : '')
    this.#ranks[row] = number !== null ? NUMBER : isMissing(value) ? MISSING : WORDS
    if (number === null) return
    this.#numbers[row] = number
    const exact = exactNumber(value, number)
    if (typeof exact === 'bigint') this.#exact.set(row, exact)
  }

  compare(a: number, b: number, direction: number): number {
    const [rank = MISSING, other = MISSING] = [this.#ranks[a], this.#ranks[b]]
    if (rank === MISSING || other === MISSING) return rank - other
    if (rank !== other) return direction * (rank - other)
    if (rank === NUMBER) return direction * this.#compareNumbers(a, b)
    return direction * this.#collator.compare(this.#words[a] ?? '', this.#words[b] ?? '')
  }

  #compareNumbers(a: number, b: number): number {
    const [one = 0, other = 0] = [this.#numbers[a], this.#numbers[b]]
    if (one !== other) return one < other ? -1 : 1
    const [exact, otherExact] = [this.#exact.get(a) ?? one, this.#exact.get(b) ?? other]
    return exact < otherExact ? -1 : exact > otherExact ? 1 : 0
  }
}
