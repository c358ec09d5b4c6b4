import 'server-only'
import { toDay } from './day'

type ColumnKind = 'number' | 'date' | 'text'

export interface Column {
  name: string
  kind: ColumnKind
  cells: string[]
  /** Of a column of numbers: null where a cell is missing or is none. */
  numbers: (number | null)[]
  /** How the column writes its numbers. */
  style: NumberStyle
}

interface NumberStyle {
  before: string
  after: string
  hasThousands: boolean
  /** What stands before the decimals: 3.5, or 3,5 as much of Europe writes it. */
  decimal: '.' | ','
  decimals: number
  /** Whether every number has all its decimals: 2.50 beside 1.00. */
  isFixed: boolean
}

const MISSING = /^(?:|-|–|—|n\/?a|null|none|nil|nan|undefined|missing|\?|无|缺失|空)$/i
const NUMBER =
  /^([-−+]?)\s*((?:US|HK|A|C)?[$€£¥￥]|(?:USD|EUR|GBP|CNY|RMB)\s)?\s*([-−]?)(\d{1,20}|\d{1,3}(?:,\d{3}){1,6})(\.\d{1,15})?(?:e([+-]?\d{1,3}))?\s*(%|％|[€£元]|美元|万元|kg|km|USD|EUR|GBP|CNY)?$/i
/** So much of a column must be numbers or dates to make it one of them. */
const MOST = 0.8
export const PLAIN: NumberStyle = {
  before: '',
  after: '',
  hasThousands: false,
  decimal: '.',
  decimals: 0,
  isFixed: true,
}
/** A look at so many cells tells what a column is. */
const SAMPLE = 2_000

export const isMissing = (cell: string): boolean => cell.length <= 9 && MISSING.test(cell)

/** A number as tables write it, currency, thousands and percent included; null for anything else. */
export function toNumber(cell: string, decimal: NumberStyle['decimal'] = '.'): number | null {
  const match = partsOf(cell, decimal)
  if (match === null) return null
  const [, sign = '', , inner = '', digits = '', fraction = '', exponent] = match
  const power = exponent === undefined ? '' : `e${exponent}`
  const value = Number(digits.replaceAll(',', '') + fraction + power)
  const isNegative = (sign !== '' && sign !== '+') || inner !== ''
  return Number.isFinite(value) ? (isNegative ? -value : value) : null
}

function partsOf(cell: string, decimal: NumberStyle['decimal']): RegExpExecArray | null {
  if (cell.length > 60) return null
  const swapped = (mark: string) => (mark === '.' ? ',' : '.')
  return NUMBER.exec((decimal === ',' ? cell.replace(/[.,]/g, swapped) : cell).trim())
}

/** A column with its kind. */
export function toColumn(name: string, cells: string[]): Column {
  const sample = cells.filter((cell) => !isMissing(cell)).slice(0, SAMPLE)
  const share = (test: (cell: string) => boolean) =>
    sample.length === 0 ? 0 : sample.filter(test).length / sample.length
  const isDate = share((cell) => toDay(cell) !== null) >= MOST
  const withDot = isDate ? 0 : share((cell) => toNumber(cell) !== null)
  const withComma = isDate || withDot === 1 ? 0 : share((cell) => toNumber(cell, ',') !== null)
  const decimal = withComma > withDot ? ',' : '.'
  const isNumber = Math.max(withDot, withComma) >= MOST
  return {
    name,
    kind: isDate ? 'date' : isNumber ? 'number' : 'text',
    cells,
    numbers: isNumber ? cells.map((cell) => toNumber(cell, decimal)) : [],
    style: isNumber ? styleOf(sample, decimal) : PLAIN,
  }
}

function styleOf(sample: readonly string[], decimal: NumberStyle['decimal']): NumberStyle {
  const parts = sample.map((cell) => partsOf(cell, decimal)).filter((part) => part !== null)
  const common = (at: number) => {
    const first = parts[0]?.[at] ?? ''
    return parts.every((part) => (part[at] ?? '') === first) ? first : ''
  }
  const decimals = parts.map((part) => Math.max(0, (part[5] ?? '').length - 1))
  const most = decimals.reduce((best, one) => Math.max(best, one), 0)
  return {
    before: common(2),
    after: common(7),
    hasThousands: parts.some((part) => part[4]?.includes(',')),
    decimal,
    decimals: most,
    isFixed: decimals.every((one) => one === most),
  }
}

/** A number as its column writes them; a mean has two decimals, or three where that is all of it. */
export function write(value: number, style: NumberStyle, isMean = false): string {
  const places = Math.min(12, isMean ? Math.max(style.decimals, 2) : style.decimals)
  const size = Math.abs(value)
  const isExactBeyond =
    isMean &&
    roundTo(size, places) !== roundTo(size, places + 1) &&
    roundTo(size, places + 1) === roundTo(size, places + 6)
  const digits = isExactBeyond ? places + 1 : places
  const rounded = roundTo(size, digits)
  const plain = rounded >= 1e15 ? String(rounded) : rounded.toFixed(digits)
  const [whole = '', fraction = ''] = trimZeros(plain, style.isFixed ? style.decimals : 0).split(
    '.',
  )
  const { before, after, hasThousands, decimal } = style
  const thousands = decimal === '.' ? ',' : '.'
  const grouped = hasThousands ? whole.replace(/\B(?=(\d{3})+$)/g, thousands) : whole
  const sign = value < 0 && rounded !== 0 ? '-' : ''
  return `${sign}${before}${grouped}${fraction === '' ? '' : `${decimal}${fraction}`}${after}`
}

/** Zeros at the end of decimals say nothing beyond those that the column has. */
function trimZeros(plain: string, least: number): string {
  const [whole = '', fraction = ''] = plain.split('.')
  return `${whole}.${fraction.slice(0, least)}${fraction.slice(least).replace(/0+$/, '')}`
}

/** Rounded as one does by hand: 1.005 to 1.01, and no 0.30000000000000004. */
export function roundTo(value: number, places: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return value
  return (
    Number(`${Math.round(Number(`${Number(value.toPrecision(15))}e${places}`))}e-${places}`) || 0
  )
}
