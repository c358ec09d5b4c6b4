import 'server-only'
import { readDecimal, writeDecimal, writeRounded } from '../../arithmetic/decimal'
import { add, divide, type Fraction, multiply, subtract } from '../../arithmetic/fraction'
import { BuiltinError } from './builtin-error'
import { CONSTANTS, FUNCTIONS, power, within } from './calculator-functions'

const LONGEST = 2000
const DEEPEST = 100
/** Of a double's 15 to 17 digits the last ones are what rounding left. */
const NEAR_DIGITS = 14

/** Works an expression out, exactly where that can be. Throws a {@link BuiltinError} that says what is wrong. */
export function calculate(expression: string): string {
  if (expression.length > LONGEST) {
    throw new BuiltinError(`An expression may have ${LONGEST} characters at most.`)
  }
  const parser = new Parser(tokens(expression))
  const value = parser.read()
  return parser.isNear ? writeRounded(value, NEAR_DIGITS) : writeDecimal(value)
}

/** Other ways to write the signs. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\*\*/g, '^'],
  [/[×·⋅]/g, '*'],
  [/[÷∕]/g, '/'],
  [/[−–]/g, '-'],
  [/π/g, 'pi'],
  [/√/g, ' sqrt '],
  [/（/g, '('],
  [/）/g, ')'],
]
const TOKEN = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4}(?![\w.]))?)|([a-z]\w*)|(\S))/iy

interface Token {
  kind: 'number' | 'name' | 'sign'
  text: string
}

function tokens(expression: string): Token[] {
  const text = SPELLINGS.reduce((so, [from, to]) => so.replace(from, to), expression).trimEnd()
  const found: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const [, number, name, sign] = TOKEN.exec(text) ?? []
    if (number !== undefined) found.push({ kind: 'number', text: number })
    else if (name !== undefined) found.push({ kind: 'name', text: name.toLowerCase() })
    else found.push({ kind: 'sign', text: sign ?? '' })
  }
  return found
}

type Operator = (a: Fraction, b: Fraction) => Fraction

const RANKS: Readonly<Record<string, readonly [rank: number, apply: Operator]>> = {
  '+': [1, (a, b) => within(add(a, b))],
  '-': [1, (a, b) => within(subtract(a, b))],
  '*': [2, (a, b) => within(multiply(a, b))],
  '/': [2, (a, b) => within(divide(a, divisor(b)))],
  '%': [2, remainder],
  '^': [4, power],
}
/** A sign binds looser than a power (-2^2 is -4), and tighter than a product. */
const SIGN_RANK = 3
const ZERO: Fraction = { top: 0n, bottom: 1n }

function divisor(value: Fraction): Fraction {
  if (value.top === 0n) throw new BuiltinError('This divides by zero.')
  return value
}

/** It has the sign of what is divided, as in most languages. */
function remainder(a: Fraction, b: Fraction): Fraction {
  const { top, bottom } = within(divide(a, divisor(b)))
  return within(subtract(a, within(multiply({ top: top / bottom, bottom: 1n }, b))))
}

/** Precedence climbing. */
class Parser {
  /** True once floating point had a part in it. */
  isNear = false
  #at = 0
  #depth = 0
  readonly #tokens: readonly Token[]

  constructor(read: readonly Token[]) {
    this.#tokens = read
  }

  read(): Fraction {
    const value = this.#expression(1)
    if (this.#at < this.#tokens.length) throw this.#unexpected()
    return value
  }

  #expression(lowest: number): Fraction {
    if (++this.#depth > DEEPEST) throw new BuiltinError('The expression is nested too deep.')
    let left = this.#operand()
    for (;;) {
      const operator = this.#peek('sign')
      const [rank, apply] = (operator === null ? undefined : RANKS[operator]) ?? [0, null]
      if (apply === null || rank < lowest) break
      this.#at++
      // Powers group from the right, the others from the left.
      const right = this.#expression(operator === '^' ? SIGN_RANK : rank + 1)
      if (operator === '^' && right.bottom !== 1n) this.isNear = true
      left = apply(left, right)
    }
    this.#depth--
    return left
  }

  #operand(): Fraction {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new BuiltinError('The expression ends too early.')
    this.#at++
    if (token.kind === 'number') return within(readDecimal(token.text))
    if (token.kind === 'name') return this.#named(token.text)
    if (token.text === '-') return within(subtract(ZERO, this.#expression(SIGN_RANK)))
    if (token.text === '+') return this.#expression(SIGN_RANK)
    if (token.text === '(') {
      const value = this.#expression(1)
      this.#expect(')')
      return value
    }
    this.#at--
    throw this.#unexpected()
  }

  #named(name: string): Fraction {
    const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined
    if (constant !== undefined) {
      this.isNear = true
      return constant()
    }
    const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
    if (known === undefined) {
      const names = [...Object.keys(FUNCTIONS), ...Object.keys(CONSTANTS)].join(', ')
      throw new BuiltinError(`There is no ${name.slice(0, 50)} here. There are ${names}.`)
    }
    if (known.isNear) this.isNear = true
    // √2 is written without brackets.
    if (name === 'sqrt' && this.#peek('sign') !== '(') return known.apply([this.#operand()])
    this.#expect('(')
    const numbers = this.#peek('sign') === ')' ? [] : [this.#expression(1)]
    while (this.#peek('sign') === ',') {
      this.#at++
      numbers.push(this.#expression(1))
    }
    this.#expect(')')
    const { least, most } = known
    if (numbers.length < least || numbers.length > most) {
      const count =
        least === most ? least : most < 1000 ? `${least} or ${most}` : `${least} or more`
      throw new BuiltinError(`${name} takes ${count}, not ${numbers.length}.`)
    }
    return known.apply(numbers)
  }

  #peek(kind: Token['kind']): string | null {
    const token = this.#tokens[this.#at]
    return token?.kind === kind ? token.text : null
  }

  #expect(sign: string): void {
    if (this.#peek('sign') !== sign) throw this.#unexpected(sign)
    this.#at++
  }

  #unexpected(wanted?: string): BuiltinError {
    const token = this.#tokens[this.#at]
    const found = token === undefined ? 'the end' : JSON.stringify(token.text)
    const instead = wanted === undefined ? 'an operator or a number' : JSON.stringify(wanted)
    return new BuiltinError(`${found} stands where ${instead} is expected.`)
  }
}
