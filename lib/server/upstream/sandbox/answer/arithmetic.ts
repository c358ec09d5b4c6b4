import 'server-only'

const LEAD =
  /^(?:what is|what's|calculate|compute|how much is|请计算|计算一下|计算|算一下|求)[:：\s]*/i
const TAIL = /(?:是多少|等于多少|等于几|得多少)?\s*[=＝]?\s*[?？。.]?$/
const LONGEST = 200

/** The sum in a text that is nothing but one, such as "What is 3 × (4 + 1)?", and its result. */
export function solve(text: string): { sum: string; result: string } | null {
  if (text.length > LONGEST) return null
  const sum = text.trim().replace(LEAD, '').replace(TAIL, '').trim()
  if (!/^[\d\s.,+\-*/×÷^()]+$/.test(sum) || !/\d\s*[+\-*/×÷^]/.test(sum)) return null
  const value = evaluate(sum.replaceAll(/[\s,]/g, '').replaceAll('×', '*').replaceAll('÷', '/'))
  if (value === null || !Number.isFinite(value)) return null
  return { sum, result: String(Number(value.toPrecision(12))) }
}

const OPERATORS: Readonly<Record<string, [rank: number, (a: number, b: number) => number]>> = {
  '+': [1, (a, b) => a + b],
  '-': [1, (a, b) => a - b],
  '*': [2, (a, b) => a * b],
  '/': [2, (a, b) => a / b],
  '^': [3, (a, b) => a ** b],
}

/** Precedence climbing; null where the text is no expression. */
function evaluate(source: string): number | null {
  let at = 0

  const operand = (): number | null => {
    if (source[at] === '-') {
      at++
      // A power binds tighter than the sign: -2^2 is -4.
      const value = expression(3)
      return value === null ? null : -value
    }
    if (source[at] === '(') {
      at++
      const value = expression(1)
      if (source[at] !== ')') return null
      at++
      return value
    }
    const digits = /^\d+(?:\.\d+)?|^\.\d+/.exec(source.slice(at))?.[0]
    if (digits === undefined) return null
    at += digits.length
    return Number(digits)
  }

  const expression = (lowest: number): number | null => {
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
