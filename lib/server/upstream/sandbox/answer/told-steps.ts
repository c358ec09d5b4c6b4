import 'server-only'
import { inSigns } from './spoken-sum'

const N = String.raw`(\d[\d,]{0,20}(?:\.\d{1,15})?)`
const IT =
  '(?: ?(?:it|that|this|the (?:result|answer|sum|total|product|number|difference|quotient)|what (?:you|i) (?:have|get)|结果|它|所得(?:结果)?))?'
/** What parts one step from the next. */
const BETWEEN =
  /,(?!\d{3}\b)|\.(?!\d)|[，。;；:：、!！]|\b(?:and|then|next|after that|afterwards|finally|first|now)\b|首先|然后|接着|最后|之后|先|再/i
/** What a step begins with, and says nothing of. */
const LEAD =
  /^(?:(?:please|if|i|you|we|can|could|let['’]?s|take|have|start(?:ing)? (?:with|from|at)|begin(?:ning)? with|calculate|compute|what(?:['’]s| is| do(?:es)?)|how much is|请问?|帮我|用|把|将|从|以|计算|算出?|求|结果|得数|所得(?:结果)?)\s*)+/i
/** What asks for the result after the last step. */
const ASKS =
  /^(?:so )?(?:(?:what|how much|how many)\b[^\d]{0,60}|(?:give|tell) [^\d]{0,40}|(?:结果|答案|最终)?(?:是|等于|得(?:到)?|为|剩下?)?(?:多少|几|什么))\s*[?？]?$/i

interface Step {
  sum: string
  /** How tight its loosest sign binds: 1 for + and -, 2 for × and /, 4 for a bare number. */
  rank: 1 | 2 | 4
}

const tight = ({ sum, rank }: Step, least: number) => (rank >= least ? sum : `(${sum})`)

const OPERATIONS: readonly (readonly [RegExp, (before: Step, by: string) => Step])[] = [
  [
    new RegExp(`^(?:add|increase${IT} by|plus|加上?|增加)\\s*${N}\\s*[%％]$`, 'i'),
    (before, by) => ({ sum: `(100 + ${by}) / 100 × ${tight(before, 2)}`, rank: 2 }),
  ],
  [
    new RegExp(
      `^(?:subtract|deduct|take off|decrease${IT} by|reduce${IT} by|minus|减去?|减少)\\s*${N}\\s*[%％]$`,
      'i',
    ),
    (before, by) => ({ sum: `(100 - ${by}) / 100 × ${tight(before, 2)}`, rank: 2 }),
  ],
  [
    new RegExp(`^(?:take )?${N}\\s*(?:%|percent) of${IT}$|^取?(?:结果的|它的)百分之${N}$`, 'i'),
    (before, by) => ({ sum: `${by}% × ${tight(before, 2)}`, rank: 2 }),
  ],
  [
    new RegExp(`^(?:add|plus|increase${IT} by|加上?|增加)\\s*${N}(?: to${IT})?$`, 'i'),
    (before, by) => ({ sum: `${before.sum} + ${by}`, rank: 1 }),
  ],
  [
    new RegExp(
      `^(?:subtract|minus|less|deduct|take away|take off|decrease${IT} by|reduce${IT} by|减去?|减掉|减少)\\s*${N}(?: from${IT})?$`,
      'i',
    ),
    (before, by) => ({ sum: `${before.sum} - ${by}`, rank: 1 }),
  ],
  [
    new RegExp(`^(?:multipl(?:y|ied)${IT} (?:by|with)|times|乘以?)\\s*${N}$`, 'i'),
    (before, by) => ({ sum: `${tight(before, 2)} × ${by}`, rank: 2 }),
  ],
  [
    new RegExp(`^(?:divided?${IT} by|除以)\\s*${N}$`, 'i'),
    (before, by) => ({ sum: `${tight(before, 2)} / ${by}`, rank: 2 }),
  ],
  [
    new RegExp(`^(?:double${IT}|twice${IT}|翻倍|加倍|翻一番)$`, 'i'),
    (before) => ({ sum: `${tight(before, 2)} × 2`, rank: 2 }),
  ],
  [
    new RegExp(`^(?:triple${IT}|treble${IT})$`, 'i'),
    (before) => ({ sum: `${tight(before, 2)} × 3`, rank: 2 }),
  ],
  [
    new RegExp(`^(?:halve${IT}|(?:take )?half of${IT}|divide${IT} in half|减半|取一半)$`, 'i'),
    (before) => ({ sum: `${tight(before, 2)} / 2`, rank: 2 }),
  ],
  [
    new RegExp(`^(?:square${IT}|平方)$`, 'i'),
    (before) => ({ sum: `${tight(before, 4)}^2`, rank: 2 }),
  ],
]

/** A sum told in steps as one: "Take 8, double it, add five" in figures is "8 × 2 + 5"; null for anything else. */
export function inOneSum(text: string): string | null {
  const clauses = text
    .split(BETWEEN)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
  while (clauses.length > 0 && ASKS.test(clauses.at(-1) ?? '')) clauses.pop()
  const [first = '', ...rest] = clauses
  let sum = beginning(first)
  if (rest.length === 0 || sum === null) return null
  for (const [at, clause] of rest.entries()) {
    const isLast = at === rest.length - 1
    sum = further(isLast ? withoutQuestion(clause) : clause, sum)
    if (sum === null) return null
  }
  return sum.rank === 4 ? null : sum.sum
}

/** In 再乘以2等于多少 the question stands in the last step. */
const withoutQuestion = (clause: string) =>
  clause
    .replace(/\s*(?:[=＝]|是|等于|得(?:到)?|为|结果)?\s*(?:是)?(?:多少|几)?\s*[?？=]*$/, '')
    .trim()

function beginning(clause: string): Step | null {
  // "Take 7 from 20" needs its verb, "Take 20" does not.
  for (const words of [clause, clause.replace(LEAD, '')]) {
    const sum = inSigns(words)
    if (!/^[\d\s.,+\-*/×÷^()√%]+$/.test(sum)) continue
    if (/^\d[\d,]*(?:\.\d+)?$/.test(sum)) return { sum, rank: 4 }
    return { sum, rank: /[+-]/.test(sum) ? 1 : 2 }
  }
  // 8翻倍: a number and what is done to it.
  const [, number, rest] = /^(\d[\d,.]{0,20})\s*(\D.{0,20})$/.exec(clause.replace(LEAD, '')) ?? []
  return number === undefined || rest === undefined ? null : further(rest, { sum: number, rank: 4 })
}

function further(clause: string, before: Step): Step | null {
  for (const words of [clause, clause.replace(LEAD, '')]) {
    for (const [pattern, apply] of OPERATIONS) {
      const match = pattern.exec(words)
      if (match === null) continue
      return apply(before, match.slice(1).find((part) => part !== undefined) ?? '')
    }
  }
  return null
}
