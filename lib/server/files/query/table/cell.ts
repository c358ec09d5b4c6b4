import 'server-only'
import { type DecimalMark, withPoint } from '@/lib/domain/files/table/decimal-mark'
import { isMissing, readNumber } from '@/lib/domain/files/table/read-value'

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
  const text = withPoint(cell, decimal)
  const number = readNumber(text)
  if (number !== null || text.length > LONGEST_AMOUNT || !SIGNS_OF_AMOUNT.test(text)) return number
  const [, sign = '', amount = ''] = AMOUNT.exec(text.replace('−', '-')) ?? []
  return readNumber(sign + amount)
}

export function readCell(text: string, decimal: DecimalMark): Cell {
  const bare = text.trim()
  return { text: bare, number: numberOf(bare, decimal) }
}

const INTEGER = /^[+-]?\d+$/

/** The integer that a cell is, to its last digit; null for what is none, or is not written out. */
export function exactInteger({ text, number }: Cell): bigint | null {
  if (number === null || !Number.isInteger(number)) return null
  if (Number.isSafeInteger(number)) return BigInt(number)
  return INTEGER.test(text) ? BigInt(text.replace('+', '')) : null
}

/** Numbers by size and before texts, texts by their letters, what is missing last. */
export function compareCells(one: Cell, other: Cell): number {
  if (one.number !== null && other.number !== null) {
    return one.number - other.number || compareDigits(one, other)
  }
  return rankOf(one) - rankOf(other) || compareTexts(one.text, other.text)
}

/** Two that one double stands for may be two all the same. */
function compareDigits(cell: Cell, other: Cell): number {
  if (Number.isSafeInteger(cell.number)) return 0
  const [one, two] = [exactInteger(cell), exactInteger(other)]
  return one === null || two === null || one === two ? 0 : one < two ? -1 : 1
}

const rankOf = ({ text, number }: Cell) => (number !== null ? 0 : isMissing(text) ? 2 : 1)

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
