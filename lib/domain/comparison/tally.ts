import { type Interval, wilsonInterval } from '../statistics/interval'
import { preferredOfPair } from '../statistics/verdict'
import type { Contestant, Vote } from './votes'

/** What is voted for: a model with the settings in which it differed. */
export type Contender = Pick<Contestant, 'upstream' | 'model' | 'settings'>

/** How the votes on two stand. */
export interface PairTally {
  first: Contender
  second: Contender
  /** Of the first over the second. */
  wins: number
  losses: number
  ties: number
  /** Neither was good. */
  neither: number
  /** Of the wins among the decided votes; null while there is none. */
  share: number | null
  interval: Interval | null
  /** Null: not enough votes to tell. */
  preferred: 'first' | 'second' | null
}

type Counts = Pick<PairTally, 'first' | 'second' | 'wins' | 'losses' | 'ties' | 'neither'>

/**
 * Counts votes for each pair, in the order in which pairs were first voted on. A vote for one of many says
 * that it is better than each other one, and nothing of these among each other.
 */
export function tallyVotes(votes: readonly Vote[]): PairTally[] {
  const pairs = new Map<string, Counts>()
  for (const { contestants, winner } of votes) {
    for (const [at, one] of contestants.entries()) {
      for (const other of contestants.slice(at + 1)) count(pairs, one, other, winner)
    }
  }
  return [...pairs.values()].map((pair) => {
    const decided = pair.wins + pair.losses
    return {
      ...pair,
      share: decided === 0 ? null : pair.wins / decided,
      interval: wilsonInterval(pair.wins, decided),
      preferred: preferredOfPair(pair.wins, pair.losses),
    }
  })
}

function count(pairs: Map<string, Counts>, one: Contestant, other: Contestant, winner: string) {
  const [a, b] = [contenderKey(one), contenderKey(other)]
  // The same model asked twice: there is nothing between the two.
  if (a === b) return
  const isWon = winner === one.columnId || winner === other.columnId
  if (!isWon && winner !== 'tie' && winner !== 'none') return
  const key = [a, b].sort().join('\n')
  const pair = pairs.get(key) ?? {
    ...{ first: contenderOf(one), second: contenderOf(other) },
    ...{ wins: 0, losses: 0, ties: 0, neither: 0 },
  }
  pairs.set(key, pair)
  if (winner === 'tie') pair.ties += 1
  else if (winner === 'none') pair.neither += 1
  else if (contenderKey(winner === one.columnId ? one : other) === contenderKey(pair.first))
    pair.wins += 1
  else pair.losses += 1
}

/** With its settings in one order: in a vote they stand as they were found to differ, which hangs on who came first. */
function contenderOf({ upstream, model, settings }: Contender): Contender {
  const sorted = settings.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { upstream, model, settings: sorted }
}

/** Tells contenders apart. */
export function contenderKey(one: Contender): string {
  const { upstream, model, settings } = contenderOf(one)
  return JSON.stringify([upstream, model, settings.map(({ name, value }) => [name, value])])
}
