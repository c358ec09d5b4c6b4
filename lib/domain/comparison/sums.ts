import type { Facts } from './facts'

/** What several answers came to. */
export interface Sums {
  /** What was not counted is not in them. */
  inTokens: number
  outTokens: number
  thinkingTokens: number
  /** USD of the answers whose cost is known; null where there are none. */
  cost: number | null
  /** Answers whose cost cannot be told. */
  unknown: number
  /** None came from a model. */
  isSandbox: boolean
}

/** Adds up the answers of a column, in order; null stands for a turn in which it was not asked. */
export function sumFacts(answers: readonly (Facts | null)[]): Sums {
  const given = answers.filter((facts) => facts !== null)
  const paid = given.filter(({ isSandbox }) => !isSandbox)
  const known = paid.flatMap(({ cost }) => cost ?? [])
  const tokens = (name: 'inTokens' | 'outTokens' | 'thinkingTokens') =>
    given.reduce((sum, facts) => sum + (facts[name] ?? 0), 0)
  return {
    inTokens: tokens('inTokens'),
    outTokens: tokens('outTokens'),
    thinkingTokens: tokens('thinkingTokens'),
    cost: known.length === 0 ? null : known.reduce((sum, cost) => sum + cost, 0),
    unknown: paid.length - known.length,
    isSandbox: given.length > 0 && paid.length === 0,
  }
}
