import type { Facts } from './facts'

export const COUNTS = ['inTokens', 'outTokens', 'thinkingTokens'] as const satisfies (keyof Facts)[]
type CountName = (typeof COUNTS)[number]

/** What several answers came to. */
export interface Sums extends Record<CountName, number | null> {
  /** Answers of which a count cannot be told: it is not in its sum, which is null where none can. */
  uncounted: Readonly<Record<CountName, number>>
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
  const counted = given.filter((facts) => !isUnanswered(facts))
  const tokens = (name: CountName) => {
    const counts = counted.flatMap((facts) => facts[name] ?? [])
    const isUnknown = counts.length === 0 && counted.length > 0
    return isUnknown ? null : counts.reduce((sum, count) => sum + count, 0)
  }
  const uncounted = (name: CountName) => counted.filter((facts) => facts[name] === null).length
  return {
    inTokens: tokens('inTokens'),
    outTokens: tokens('outTokens'),
    thinkingTokens: tokens('thinkingTokens'),
    uncounted: {
      inTokens: uncounted('inTokens'),
      outTokens: uncounted('outTokens'),
      thinkingTokens: uncounted('thinkingTokens'),
    },
    cost: known.length === 0 ? null : known.reduce((sum, cost) => sum + cost, 0),
    unknown: paid.length - known.length,
    isSandbox: given.length > 0 && paid.length === 0,
  }
}

/** No answer came, so that there is nothing to count. */
function isUnanswered(facts: Facts): boolean {
  const isBroken = facts.state !== 'complete' && facts.state !== 'live'
  return isBroken && facts.cost === 0 && COUNTS.every((name) => facts[name] === null)
}
