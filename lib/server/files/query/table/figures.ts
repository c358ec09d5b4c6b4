import 'server-only'
import type { Aggregate } from '@/lib/domain/tools/file-queries'
import { QueryProblem } from '../query-problem'
import { type Cell, compareCells, exactInteger } from './cell'
import { ownText } from './own-text'

/** What is worked out over cells that come one by one; it is never given one that is missing. */
export interface Figure {
  take(cell: Cell): void
  value(): string | number | null
  /** How many cells it could not take. */
  leftOut(): number
}

const MOST_DISTINCT = 1_000_000
const DIGITS = 15

/** As many digits as are right: 0.1 + 0.2 is 0.3. From 1e15 on a double has no more than those. */
const rounded = (value: number) =>
  Math.abs(value) < 10 ** DIGITS ? Number(value.toPrecision(DIGITS)) : value

function count(): Figure {
  let cells = 0
  return {
    take: () => {
      cells += 1
    },
    value: () => cells,
    leftOut: () => 0,
  }
}

/** Of the integers to the last digit; of the rest Neumaier's: what rounding loses is carried along. */
function total(
  figureOf: (integers: bigint, rest: number, cells: number) => string | number,
): Figure {
  let [integers, sum, lost, cells, others] = [0n, 0, 0, 0, 0]
  return {
    take: (cell) => {
      const { number } = cell
      if (number === null) {
        others += 1
        return
      }
      cells += 1
      const integer = exactInteger(cell)
      if (integer !== null) {
        integers += integer
        return
      }
      const next = sum + number
      lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum
      sum = next
    },
    value: () => (cells === 0 ? null : figureOf(integers, sum + lost, cells)),
    leftOut: () => others,
  }
}

function sumOf(integers: bigint, rest: number): string | number {
  const sum = Number(integers)
  if (rest !== 0) return rounded(sum + rest)
  return Number.isSafeInteger(sum) ? sum : String(integers)
}

function median(): Figure {
  const numbers: number[] = []
  let others = 0
  return {
    take: ({ number }) => {
      if (number === null) others += 1
      else numbers.push(number)
    },
    value: () => {
      const sorted = Float64Array.from(numbers).sort()
      const middle = sorted.length >> 1
      const [low, high] = [sorted[middle - 1], sorted[middle]]
      if (high === undefined) return null
      return rounded(sorted.length % 2 === 1 || low === undefined ? high : low + (high - low) / 2)
    },
    leftOut: () => others,
  }
}

/** The first or last in order: of the numbers, and of the texts where there is no number. */
function extreme(sign: 1 | -1): Figure {
  let [number, text]: (Cell | null)[] = [null, null]
  let texts = 0
  const better = (cell: Cell, best: Cell | null) =>
    best === null || sign * compareCells(cell, best) < 0
      ? { text: ownText(cell.text), number: cell.number }
      : best
  return {
    take: (cell) => {
      if (cell.number !== null) number = better(cell, number ?? null)
      else {
        text = better(cell, text ?? null)
        texts += 1
      }
    },
    value: () => (number ? tellNumber(number) : (text?.text ?? null)),
    leftOut: () => (number ? texts : 0),
  }
}

/** A number, unless a double would lose digits of it. */
function tellNumber({ text, number }: Cell): string | number {
  return number === null || Math.abs(number) > Number.MAX_SAFE_INTEGER ? text : number
}

function distinct(): Figure {
  const texts = new Set<string>()
  return {
    take: ({ text }) => {
      if (texts.has(text)) return
      if (texts.size >= MOST_DISTINCT) {
        throw new QueryProblem(
          `There are more than ${MOST_DISTINCT} distinct values, which are not counted. Ask for fewer rows by where.`,
        )
      }
      texts.add(ownText(text))
    },
    value: () => texts.size,
    leftOut: () => 0,
  }
}

/** What each is worked out by. */
export const FIGURES: Readonly<Record<Aggregate, () => Figure>> = {
  count,
  sum: () => total(sumOf),
  mean: () => total((integers, rest, cells) => rounded((Number(integers) + rest) / cells)),
  median,
  min: () => extreme(1),
  max: () => extreme(-1),
  distinct,
}
