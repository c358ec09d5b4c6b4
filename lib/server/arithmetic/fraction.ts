import 'server-only'

/** An exact number: what decimals lose, it keeps. The denominator is positive, both without a common divisor. */
export interface Fraction {
  top: bigint
  bottom: bigint
}

/** Larger numbers are nobody's sums, and slow. */
const MOST_BITS = 8_000
const MOST_DIGITS = 60
/** What has no end as a decimal is written with so many digits. */
const SIGNIFICANT = 12

const sizeOf = (value: bigint) => value.toString(16).length * 4

function reduced(top: bigint, bottom: bigint): Fraction | null {
  if (bottom === 0n || sizeOf(top) > MOST_BITS || sizeOf(bottom) > MOST_BITS) return null
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  while (b !== 0n) [a, b] = [b, a % b]
  const divisor = (a === 0n ? 1n : a) * (bottom < 0n ? -1n : 1n)
  return { top: top / divisor, bottom: bottom / divisor }
}

/** The number that digits such as 12.50 write. */
export function fractionOf(digits: string): Fraction | null {
  const [whole = '', fraction = ''] = digits.split('.')
  if (digits.length > 400) return null
  return reduced(BigInt(`${whole}${fraction}` || '0'), 10n ** BigInt(fraction.length))
}

export const add = (a: Fraction, b: Fraction) =>
  reduced(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
export const subtract = (a: Fraction, b: Fraction) =>
  reduced(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
export const multiply = (a: Fraction, b: Fraction) => reduced(a.top * b.top, a.bottom * b.bottom)
export const divide = (a: Fraction, b: Fraction) => reduced(a.top * b.bottom, a.bottom * b.top)

/** A power, exact for whole exponents, else as near as floating point is. */
export function raise(base: Fraction, exponent: Fraction): Fraction | null {
  if (exponent.bottom === 1n) {
    const power = exponent.top < 0n ? -exponent.top : exponent.top
    const bits = Math.max(sizeOf(base.top), sizeOf(base.bottom))
    if (power > 10_000n || bits * Number(power) > MOST_BITS) return null
    const [top, bottom] = [base.top ** power, base.bottom ** power]
    return exponent.top < 0n ? reduced(bottom, top) : reduced(top, bottom)
  }
  return fromFloat(toFloat(base) ** toFloat(exponent))
}

/** The fraction next to a floating point number. */
export function fromFloat(value: number): Fraction | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null
  const digits = Number(Math.abs(value).toPrecision(SIGNIFICANT)).toFixed(14)
  const fraction = fractionOf(digits)
  return fraction === null || value >= 0
    ? fraction
    : { top: -fraction.top, bottom: fraction.bottom }
}

const toFloat = ({ top, bottom }: Fraction) => Number(top) / Number(bottom)

/** As a person writes it: exact where the decimal ends, else rounded. */
export function writeFraction({ top, bottom }: Fraction): string {
  const sign = top < 0n ? '-' : ''
  const size = top < 0n ? -top : top
  const whole = size / bottom
  if (whole.toString().length > MOST_DIGITS) return String(toFloat({ top, bottom }))
  const rest = size % bottom
  if (rest === 0n) return `${sign}${whole}`
  const isExact = endsAfter(bottom)
  const places =
    isExact ??
    Math.max(2, SIGNIFICANT - (whole === 0n ? leadingZeros(rest, bottom) : whole.toString().length))
  const scale = 10n ** BigInt(places)
  const rounded = (size * scale * 2n + bottom) / (bottom * 2n)
  const digits = rounded.toString().padStart(places + 1, '0')
  const decimals = digits.slice(-places).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -places)}${decimals === '' ? '' : `.${decimals}`}`
}

/** So many places has the decimal of a fraction with this denominator; null where it has no end or a far one. */
function endsAfter(bottom: bigint): number | null {
  let scale = 1n
  for (let places = 0; places <= 15; places++, scale *= 10n)
    if (scale % bottom === 0n) return places
  return null
}

function leadingZeros(rest: bigint, bottom: bigint): number {
  let zeros = 0
  for (let value = rest * 10n; value < bottom && zeros < 12; value *= 10n) zeros++
  return -zeros
}
