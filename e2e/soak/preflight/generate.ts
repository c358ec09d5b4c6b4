import { findModel } from '@/lib/domain/models'
import type { ModelRow } from '@/lib/domain/models-row'
import { MODEL_TABLE } from '@/lib/domain/models-table'
import { between } from '../../harness/upstream/random'
import { pick } from '../random-choice'
import type { Flaw } from './flaw'
import { FLAWS } from './flaws'
import { type Chance, chanceOf, type Draft, panelRequest } from './panel-request'

/** A request, and what was done to it. */
export interface Asked extends Draft {
  flaws: readonly string[]
}

const MOST_AT_ONCE = 3
/** The sandbox calls it retired, as the API does. */
const RETIRED = 'claude-opus-4-1-20250805'

/** So many requests, with nothing wrong or with something in one or several ways, each way as often. */
export async function* generate(count: number, random: () => number): AsyncGenerator<Asked> {
  const chance = chanceOf(random)
  const deal = dealer(FLAWS, random)
  for (let i = 0; i < count; i++)
    yield makeOne(chance.in100(72) ? takeSome(deal, chance) : [], chance)
}

async function makeOne(flaws: readonly Flaw[], chance: Chance): Promise<Asked> {
  const wanted = flaws.flatMap(({ model }) => model ?? [])[0]
  const draft = panelRequest(modelOf(wanted, chance), chance)
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
function takeSome(deal: () => Flaw, { in100, random }: Chance): Flaw[] {
  const taken = [deal()]
  const most = in100(70) ? 1 : between(random, 2, MOST_AT_ONCE)
  while (taken.length < most && taken.every(({ isAlone }) => isAlone !== true)) taken.push(deal())
  return taken.length === 1 ? taken : taken.filter(({ isAlone }) => isAlone !== true)
}

/** Gives one after the other in a random order, and all of them before any comes again. */
function dealer<T>(all: readonly T[], random: () => number): () => T {
  let left: T[] = []
  return () => {
    if (left.length === 0) left = [...all]
    const at = between(random, 0, left.length - 1)
    const [next] = left.splice(at, 1)
    if (next === undefined) throw new Error('There is nothing to deal.')
    return next
  }
}
