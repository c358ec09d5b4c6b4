import { findModel } from '@/lib/domain/models'
import type { ModelRow } from '@/lib/domain/models-row'
import { MODEL_TABLE } from '@/lib/domain/models-table'
import { between } from '../../harness/upstream/random'
import { pick } from '../random-choice'
import type { Flaw } from './flaw'
import { FLAWS } from './flaws'
import { type Chance, chanceOf, type Draft, panelRequest, type World } from './panel-request'

/** A request, and what was done to it. */
export interface Asked extends Draft {
  flaws: readonly string[]
}

const MOST_AT_ONCE = 3
/** The sandbox calls it retired, as the API does. */
const RETIRED = 'claude-opus-4-1-20250805'

/** So many requests, with nothing wrong or with something in one or several ways, each way as often. */
export async function* generate(
  count: number,
  random: () => number,
  world: World,
): AsyncGenerator<Asked> {
  const chance = chanceOf(random)
  const deck = deckOf(FLAWS, random)
  for (let i = 0; i < count; i++)
    yield makeOne(chance.in100(72) ? takeSome(deck, chance) : [], chance, world)
}

async function makeOne(flaws: readonly Flaw[], chance: Chance, world: World): Promise<Asked> {
  const wanted = flaws.flatMap(({ model }) => model ?? [])[0]
  const draft = { ...panelRequest(modelOf(wanted, chance), chance), ...world }
  for (const flaw of flaws) await flaw.apply(draft)
  return { ...draft, flaws: flaws.map(({ name }) => name) }
}

function modelOf(wanted: string | undefined, { random }: Chance): ModelRow {
  const named = wanted === undefined ? undefined : findModel(wanted)
  return (
    named ??
    pick(
      MODEL_TABLE.filter(({ id }) => id !== RETIRED),
      random,
    )
  )
}

/** The next one, with others that do not hide it. */
function takeSome(deck: Deck<Flaw>, { in100, random }: Chance): Flaw[] {
  const taken = [deck.deal()]
  const most = in100(70) || taken[0]?.isAlone === true ? 1 : between(random, 2, MOST_AT_ONCE)
  while (taken.length < most) {
    const next = deck.deal()
    if (next.isAlone === true) {
      deck.putBack(next)
      break
    }
    taken.push(next)
  }
  return taken
}

interface Deck<T> {
  deal(): T
  putBack(card: T): void
}

/** Gives one after the other in a random order, and all of them before any comes again. */
function deckOf<T>(all: readonly T[], random: () => number): Deck<T> {
  let left: T[] = []
  return {
    deal: () => {
      if (left.length === 0) left = [...all]
      const [next] = left.splice(between(random, 0, left.length - 1), 1)
      if (next === undefined) throw new Error('There is nothing to deal.')
      return next
    },
    putBack: (card) => {
      left.push(card)
    },
  }
}
