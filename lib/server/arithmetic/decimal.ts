import 'server-only'
import { type Fraction, fractionOf, multiply, raise } from './fraction'

/** What has no end as a decimal, or a far one, is written with so many digits. */
const SIGNIFICANT = 15
/** Whole numbers are written out up to so many digits, decimals that end up to so many places. */
const MOST_DIGITS = 2000
const MOST_PLACES = 50
/** Beyond, a number is written with an exponent. */
const [LEAST_EXPONENT, MOST_EXPONENT] = [-7, 21]

const TEN: Fraction = { top: 10n, bottom: 1n }

/** The number that a text such as 12.50 or 1e-3 writes, without a sign; null where it is none or too large. */
export function readDecimal(text: string): Fraction | null {
  const [, digits, exponent] = /^(\d+\.?\d*|\.\d+)(?:e([+-]?\d{1,4}))?$/i.exec(text) ?? []
  if (digits === undefined) return null
  const value = fractionOf(digits)
  if (exponent === undefined || value === null) return value
  const power = raise(TEN, { top: BigInt(exponent), bottom: 1n })
  return power === null ? null : multiply(value, power)
}

/** The fraction that a floating point number means, as it is written. */
export function fromDouble(value: number): Fraction | null {
  if (!Number.isFinite(value)) return null
  const size = readDecimal(String(Math.abs(value)))
  return size === null || value >= 0 ? size : { top: -size.top, bottom: size.bottom }
}

/** The floating point number next to a fraction, whose parts may be larger than any. */
export function toDouble({ top, bottom }: Fraction): number {
  const bits = (value: bigint) => value.toString(2).length
  const shift = BigInt(Math.max(0, Math.max(bits(top), bits(bottom)) - 1000))
  const [a, b] = [top >> shift, bottom >> shift]
  if (b === 0n) return top < 0n ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Number(a) / Number(b)
}

/** Exact where the decimal ends in reach, else rounded. */
export function writeDecimal(value: Fraction): string {
  const { top, bottom } = value
  const places = placesOf(bottom)
  if (places === null) return writeRounded(value, SIGNIFICANT)
  const size = top < 0n ? -top : top
  const digits = ((size * 10n ** BigInt(places)) / bottom).toString()
  if (digits.length > MOST_DIGITS) return writeRounded(value, SIGNIFICANT)
  return (top < 0n ? '-' : '') + withPoint(digits, places)
}

/** With so many digits that count. */
export function writeRounded({ top, bottom }: Fraction, significant: number): string {
  if (top === 0n) return '0'
  return top < 0n ? `-${rounded(-top, bottom, significant)}` : rounded(top, bottom, significant)
}

/** How many places the decimal of a reduced fraction has; null where it has no end or a far one. */
function placesOf(bottom: bigint): number | null {
  let [rest, twos, fives] = [bottom, 0, 0]
  for (; rest % 2n === 0n && twos <= MOST_PLACES; twos++) rest /= 2n
  for (; rest % 5n === 0n && fives <= MOST_PLACES; fives++) rest /= 5n
  const places = Math.max(twos, fives)
  return rest === 1n && places <= MOST_PLACES ? places : null
}

function rounded(size: bigint, bottom: bigint, significant: number): string {
  let power = size.toString().length - bottom.toString().length
  // The first guess may be one too high.
  if (scaled(size, bottom, -power) === 0n) power--
  let digits = halfUp(scaled(2n * size, bottom, significant - 1 - power)).toString()
  // 9.99… has become 10.
  if (digits.length > significant) power++
  digits = digits.replace(/0+$/, '')
  if (power < LEAST_EXPONENT || power > MOST_EXPONENT) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : ''
    return `${digits.slice(0, 1)}${rest}e${power < 0 ? '' : '+'}${power}`
  }
  const places = digits.length - 1 - power
  return places <= 0 ? digits.padEnd(power + 1, '0') : withPoint(digits, places)
}

/** The whole part of a fraction times a power of ten. */
function scaled(top: bigint, bottom: bigint, exponent: number): bigint {
  const power = 10n ** BigInt(Math.abs(exponent))
  return exponent >= 0 ? (top * power) / bottom : top / (bottom * power)
}

/** Half of a number, rounded. */
const halfUp = (twice: bigint) => (twice + 1n) / 2n

function withPoint(digits: string, places: number): string {
  if (places === 0) return digits
  const padded = digits.padStart(places + 1, '0')
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`.replace(/\.?0+$/, '')
}
