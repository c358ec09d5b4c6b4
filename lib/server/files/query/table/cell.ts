import 'server-only'
import { isMissing, readNumber } from '@/lib/domain/files/table/read-value'

/** What stands before the decimals: 3.5, or 3,5 as much of Europe writes it. */
export type DecimalMark = '.' | ','

/** A cell as it is compared. */
export interface Cell {
  text: string
  /** Null where the text is no number. */
  number: number | null
}

const LONGEST_AMOUNT = 40
const SIGNS_OF_AMOUNT = /[%$€£¥￥−]/
const AMOUNT = /^([+-]?)\s*[$€£¥￥]?\s*([+-]?[\d.,]+)\s*[%$€£¥￥]?$/

/** The number that a cell is, money and percent too: 12 % are 12; null for any other. */
function numberOf(cell: string, decimal: DecimalMark): number | null {
  const text = decimal === ',' ? withPoint(cell) : cell
  const number = readNumber(text)
  if (number !== null || text.length > LONGEST_AMOUNT || !SIGNS_OF_AMOUNT.test(text)) return number
  const [, sign = '', amount = ''] = AMOUNT.exec(text.replace('−', '-')) ?? []
  return readNumber(sign + amount)
}

const withPoint = (cell: string) =>
  cell.length > LONGEST_AMOUNT ? cell : cell.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))

export function readCell(text: string, decimal: DecimalMark): Cell {
  const bare = text.trim()
  return { text: bare, number: numberOf(bare, decimal) }
}

const INTEGER = /^[+-]?\d+$/

/** Numbers by size and before texts, texts by their letters, what is missing last. */
export function compareCells(one: Cell, other: Cell): number {
  if (one.number !== null && other.number !== null) {
    return one.number - other.number || compareDigits(one, other)
  }
  return rankOf(one) - rankOf(other) || compareTexts(one.text, other.text)
}

/** Two that one double stands for may be two all the same. */
function compareDigits({ text, number }: Cell, other: Cell): number {
  if (number === null || Math.abs(number) <= Number.MAX_SAFE_INTEGER) return 0
  if (!INTEGER.test(text) || !INTEGER.test(other.text)) return 0
  const [one, two] = [BigInt(text.replace('+', '')), BigInt(other.text.replace('+', ''))]
  return one < two ? -1 : Number(one > two)
}

const rankOf = ({ text, number }: Cell) => (number !== null ? 0 : isMissing(text) ? 2 : 1)

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
