import 'server-only'
import { fromDouble, readDecimal, toDouble } from '../../arithmetic/decimal'
import { divide, type Fraction, multiply, raise, subtract } from '../../arithmetic/fraction'
import { BuiltinError } from './builtin-error'

/** Numbers have bounds; null is what is beyond them. */
export function within(value: Fraction | null): Fraction {
  if (value === null) throw new BuiltinError('A number here is too large to be worked out.')
  return value
}

const whole = (value: bigint): Fraction => ({ top: value, bottom: 1n })
const constant = (digits: string) => within(readDecimal(digits))

export const CONSTANTS: Readonly<Record<string, () => Fraction>> = {
  pi: () => constant('3.14159265358979323846264338327950288419716939937510'),
  e: () => constant('2.71828182845904523536028747135266249775724709369995'),
}

/** Each says how many numbers it takes. */
export interface CalculatorFunction {
  least: number
  most: number
  /** What it gives is as near as floating point is. */
  isNear: boolean
  apply(numbers: readonly Fraction[]): Fraction
}

const ofOne = (apply: (value: Fraction) => Fraction, isNear = false): CalculatorFunction => ({
  least: 1,
  most: 1,
  isNear,
  apply: ([value]) => apply(value ?? whole(0n)),
})
const near = (apply: (value: number) => number): CalculatorFunction =>
  ofOne((value) => asNumber(apply(toDouble(value))), true)
/** Of angles in radians; what rounding leaves of a zero is one. */
const ofAngle = (apply: (value: number) => number): CalculatorFunction =>
  near((value) => {
    const result = apply(value)
    return Math.abs(result) < 1e-15 ? 0 : result
  })
const among = (isBetter: (difference: bigint) => boolean): CalculatorFunction => ({
  least: 1,
  most: 1000,
  isNear: false,
  apply: (numbers) =>
    numbers.reduce((best, one) => (isBetter(within(subtract(one, best)).top) ? one : best)),
})

export const FUNCTIONS: Readonly<Record<string, CalculatorFunction>> = {
  sqrt: ofOne(root, true),
  abs: ofOne(({ top, bottom }) => ({ top: top < 0n ? -top : top, bottom })),
  floor: ofOne((value) => whole(floor(value))),
  ceil: ofOne(({ top, bottom }) => whole(-floor({ top: -top, bottom }))),
  round: {
    least: 1,
    most: 2,
    isNear: false,
    apply: ([value = whole(0n), places = whole(0n)]) => {
      const scale = within(raise(whole(10n), places))
      return within(divide(whole(round(within(multiply(value, scale)))), scale))
    },
  },
  ln: near((value) => Math.log(positive(value))),
  log: {
    least: 1,
    most: 2,
    isNear: true,
    apply: ([value = whole(0n), base]) => {
      const number = positive(toDouble(value))
      if (base === undefined) return asNumber(Math.log10(number))
      return asNumber(Math.log(number) / Math.log(positive(toDouble(base))))
    },
  },
  log2: near((value) => Math.log2(positive(value))),
  exp: near(Math.exp),
  sin: ofAngle(Math.sin),
  cos: ofAngle(Math.cos),
  tan: ofAngle(Math.tan),
  min: among((difference) => difference < 0n),
  max: among((difference) => difference > 0n),
}

/** A power: exact for whole exponents and roots that come out, else as near as floating point is. */
export function power(base: Fraction, exponent: Fraction): Fraction {
  if (base.top === 0n && exponent.top < 0n) throw new BuiltinError('This divides by zero.')
  if (exponent.bottom === 1n) return within(raise(base, exponent))
  if (exponent.top === 1n && exponent.bottom === 2n) return root(base)
  if (base.top < 0n) throw new BuiltinError('A negative number has no such power.')
  return asNumber(toDouble(base) ** toDouble(exponent))
}

function asNumber(value: number): Fraction {
  if (Number.isNaN(value)) throw new BuiltinError('This has no value.')
  return within(fromDouble(value))
}

function positive(value: number): number {
  if (value > 0) return value
  throw new BuiltinError('Only a number above zero has a logarithm.')
}

function root(value: Fraction): Fraction {
  if (value.top < 0n) throw new BuiltinError('A negative number has no square root here.')
  const [top, bottom] = [wholeRoot(value.top), wholeRoot(value.bottom)]
  if (top ** 2n === value.top && bottom ** 2n === value.bottom) return { top, bottom }
  return asNumber(Math.sqrt(toDouble(value)))
}

/** The whole part of a square root, by Newton. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value
  let guess = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (;;) {
    const next = (guess + value / guess) / 2n
    if (next >= guess) return guess
    guess = next
  }
}

export function floor({ top, bottom }: Fraction): bigint {
  return top / bottom - (top < 0n && top % bottom !== 0n ? 1n : 0n)
}

/** Halves away from zero, as in school. */
function round({ top, bottom }: Fraction): bigint {
  const half = top < 0n ? -bottom : bottom
  return (2n * top + half) / (2n * bottom)
}
