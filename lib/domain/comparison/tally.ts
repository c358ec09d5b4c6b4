import { type Interval, sequentialInterval } from '../statistics/interval'
import { preferredOfPair } from '../statistics/verdict'
import type { SettingName } from './overrides'
import type { Contestant, SettingValue, Vote } from './votes'

/** What is voted for: a model with the settings in which it differed from the other of its pair. */
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
  /** Settings that the two shared in each vote, and not with the same value in all of them. */
  varied: SettingName[]
}

type Counts = Pick<PairTally, 'first' | 'second' | 'wins' | 'losses' | 'ties' | 'neither'> & {
  /** Of the settings that the two shared: the values that they had. */
  shared: Map<SettingName, Set<string>>
}

/**
 * Counts votes for each pair, in the order in which pairs were first voted on. A vote for one of many says
 * that it is better than each other one, and nothing of these among each other. One that stands in a vote
 * more than once has another chance there than one that stands alone: it is no part of any pair of that vote.
 */
export function tallyVotes(votes: readonly Vote[]): PairTally[] {
  const pairs = new Map<string, Counts>()
  for (const vote of votes) {
    const alone = standingOnce(vote.contestants)
    const counted = new Set<string>()
    for (const [at, one] of alone.entries()) {
      for (const other of alone.slice(at + 1)) count(pairs, counted, vote, [one, other])
    }
  }
  return [...pairs.values()].map(({ shared, ...pair }) => {
    const decided = pair.wins + pair.losses
    return {
      ...pair,
      share: decided === 0 ? null : pair.wins / decided,
      interval: sequentialInterval(pair.wins, decided),
      preferred: preferredOfPair(pair.wins, pair.losses),
      varied: [...shared].flatMap(([name, values]) => (values.size > 1 ? [name] : [])),
    }
  })
}

function standingOnce(contestants: readonly Contestant[]): Contestant[] {
  const keys = contestants.map(contenderKey)
  return contestants.filter(
    (_, at) => keys.indexOf(keys[at] ?? '') === keys.lastIndexOf(keys[at] ?? ''),
  )
}

function count(
  pairs: Map<string, Counts>,
  counted: Set<string>,
  { winner, shared = [] }: Vote,
  [one, other]: readonly [Contestant, Contestant],
) {
  const isWon = winner === one.columnId || winner === other.columnId
  if (!isWon && winner !== 'tie' && winner !== 'none') return
  const [first, second] = [contenderBeside(one, other), contenderBeside(other, one)]
  const [a, b] = [contenderKey(first), contenderKey(second)]
  const key = [a, b].sort().join('\n')
  // Two models, each with two efforts, are the same pair twice: a tie of all is one vote.
  if (counted.has(key)) return
  counted.add(key)
  const pair = pairs.get(key) ?? {
    ...{ first, second, wins: 0, losses: 0, ties: 0, neither: 0 },
    shared: new Map<SettingName, Set<string>>(),
  }
  pairs.set(key, pair)
  for (const { name, value } of [...shared, ...one.settings.filter((own) => isOf(own, other))]) {
    pair.shared.set(name, (pair.shared.get(name) ?? new Set()).add(value))
  }
  if (winner === 'tie') pair.ties += 1
  else if (winner === 'none') pair.neither += 1
  else if ((winner === one.columnId ? a : b) === contenderKey(pair.first)) pair.wins += 1
  else pair.losses += 1
}

/** With the settings in which it differs from the other alone: what a third one has makes no other pair of them. */
function contenderBeside({ upstream, model, settings }: Contender, other: Contender): Contender {
  return { upstream, model, settings: settings.filter((own) => !isOf(own, other)) }
}

function isOf({ name, value }: SettingValue, { settings }: Contender): boolean {
  return settings.some((own) => own.name === name && own.value === value)
}

/** Tells contenders apart, in whatever order their settings were found to differ. */
export function contenderKey({ upstream, model, settings }: Contender): string {
  const sorted = settings.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return JSON.stringify([upstream, model, sorted.map(({ name, value }) => [name, value])])
}
