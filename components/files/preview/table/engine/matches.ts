import type { Place } from '../grid-keys'

/** More of them nobody looks at one by one. */
export const MOST_MATCHES = 100_000
/** More than a table has columns. */
const ROW = 2 ** 20

/** Cells, in the order in which they are shown: each one number. */
export class Matches {
  readonly #keys: number[] = []

  get count(): number {
    return this.#keys.length
  }

  add({ row, column }: Place): void {
    this.#keys.push(row * ROW + column)
  }

  /** Puts them in order, when all are there. */
  settle(): void {
    this.#keys.sort((a, b) => a - b)
  }

  at(index: number): Place | null {
    const key = this.#keys[index]
    return key === undefined ? null : { row: Math.floor(key / ROW), column: key % ROW }
  }

  /** Which of them is the first that is not before a cell; -1 where all are. */
  from({ row, column }: Place): number {
    const key = row * ROW + column
    return this.#keys.findIndex((one) => one >= key)
  }
}
