import 'server-only'
import {
  add,
  divide,
  type Fraction,
  fractionOf,
  fromFloat,
  multiply,
  raise,
  subtract,
  writeFraction,
} from '../../../arithmetic/fraction'
import { inFigures } from './number-words'
import { inSigns } from './spoken-sum'
import { inOneSum } from './told-steps'

const LONGEST = 200
const SIGNS = /^[\d\s.,+\-*/×÷^()√%−–]+$/
/** A sum within other words: figures, joined by signs that dates and ranges do not have. */
const WITHIN = /[-(√]{0,3}\d[\d.,]{0,20}\)?(?:\s?[-+*/×÷^−]\s?[-(√]{0,3}\d[\d.,]{0,20}\)?){1,20}/g
const ASKS =
  /\b(?:what|how much|calculate|compute|result|evaluate|solve|equals?)\b|多少|等于|计算|算|几|[=＝]\s*[?？]?$/i

/** The sum that a text asks for, such as "What is 3 × (4 + 1)?", and its result; null for anything else. */
export function solve(text: string): { sum: string; result: string } | null {
  return solveWhole(text) ?? (text.length > LONGEST ? null : sumWithin(text))
}

/** The sum that a text is and nothing else, be it told in steps: "Take 20% of 150, then add two." */
export function solveWhole(text: string): { sum: string; result: string } | null {
  if (text.length > LONGEST) return null
  const figures = inFigures(text.trim())
  const sum = solved(inSigns(figures))
  if (sum !== null) return sum
  const steps = inOneSum(figures)
  return steps === null ? null : solved(steps)
}

function solved(sum: string): { sum: string; result: string } | null {
  const isSum =
    SIGNS.test(sum) && /\d\)?\s*[+\-*/×÷^−]|√|\d%/.test(sum) && /^[^%]*$|%\s*[*×]/.test(sum)
  if (!isSum || looksLikeDate(sum)) return null
  const value = evaluate(
    sum.replaceAll(/[\s,]/g, '').replaceAll('×', '*').replaceAll('÷', '/').replaceAll(/[−–]/g, '-'),
  )
  return value === null ? null : { sum, result: writeFraction(value) }
}

const looksLikeDate = (sum: string) =>
  /^\d{4}([-/.])\d{1,2}\1\d{1,2}$|^\d{1,2}[/.]\d{1,2}[/.]\d{4}$/.test(sum.trim())

/** The one sum in a question that has other words too. */
function sumWithin(text: string): { sum: string; result: string } | null {
  if (!ASKS.test(text)) return null
  const found = [...text.matchAll(WITHIN)].map(([sum]) => sum.trim().replace(/[.,]$/, ''))
  const sums = found.filter((sum) => /[+*×÷^]|\s[-/−]\s/.test(sum))
  const [only] = sums
  return sums.length === 1 && found.length === 1 && only !== undefined ? solved(only) : null
}

type Operator = (a: Fraction, b: Fraction) => Fraction | null

const OPERATORS: Readonly<Record<string, [rank: number, apply: Operator]>> = {
  '+': [1, add],
  '-': [1, subtract],
  '*': [2, multiply],
  '/': [2, divide],
  '^': [3, raise],
}
const ZERO: Fraction = { top: 0n, bottom: 1n }
const PERCENT: Fraction = { top: 1n, bottom: 100n }
const HALF: Fraction = { top: 1n, bottom: 2n }

/** The square root, exact where there is an exact one. */
function rootOf(value: Fraction): Fraction | null {
  if (value.top < 0n) return null
  const root = raise(value, HALF)
  const near = root === null ? null : fromFloat(Math.round(Number(root.top) / Number(root.bottom)))
  const square = near === null ? null : multiply(near, near)
  return square !== null && square.top === value.top && square.bottom === value.bottom ? near : root
}

/** Precedence climbing; null where the text is no expression. */
function evaluate(source: string): Fraction | null {
  let at = 0

  const operand = (): Fraction | null => {
    const sign = source[at]
    if (sign === '-') {
      at++
      // A power binds tighter than the sign: -2^2 is -4.
      const value = expression(3)
      return value === null ? null : subtract(ZERO, value)
    }
    if (sign === '√') {
      at++
      const value = operand()
      return value === null ? null : rootOf(value)
    }
    if (sign === '(') {
      at++
      const value = expression(1)
      if (source[at] !== ')') return null
      at++
      return value
    }
    const digits = /^\d+(?:\.\d+)?|^\.\d+/.exec(source.slice(at, at + LONGEST))?.[0]
    if (digits === undefined) return null
    at += digits.length
    const value = fractionOf(digits)
    if (source[at] !== '%' || value === null) return value
    at++
    return multiply(value, PERCENT)
  }

  const expression = (lowest: number): Fraction | null => {
    let left = operand()
    for (;;) {
      const operator = OPERATORS[source[at] ?? '']
      if (left === null || operator === undefined || operator[0] < lowest) return left
      const [rank, apply] = operator
      at++
      // Powers group from the right, the others from the left.
      const right = expression(rank === 3 ? rank : rank + 1)
      left = right === null ? null : apply(left, right)
    }
  }

  const value = expression(1)
  return at === source.length ? value : null
}
