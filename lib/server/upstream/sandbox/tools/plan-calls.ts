import 'server-only'
import { type Facts, readFacts } from '../facts/facts'
import { splitClauses } from './clauses'
import { fillInput, fillInputs, type Input } from './fill-input'
import type { Offered } from './offered'
import { CALLED_FROM, type Rating, rateTools, total } from './rate-tools'

/** A call to make, or one that lacks what it needs. */
export interface Planned {
  tool: Offered
  input: Input
  missing: string[]
}

/** The calls that a text asks for, in its order. */
export function planCalls(tools: readonly Offered[], text: string): Planned[] {
  const facts = readFacts(text)
  const chosen = pickTools(rateTools(tools, facts))
  return chosen.length === 0 ? [] : planFor(chosen, facts)
}

/** The calls of the given tools for a text, whether it asks for them or not. */
export function planFor(tools: readonly Offered[], facts: Facts): Planned[] {
  const clauses = splitClauses(facts.text).map(({ text }) => text)
  const shares = shareOut(tools, clauses)
  return tools.flatMap((tool) => {
    const own = shares.get(tool) ?? []
    const isAlone = tools.length === 1 || own.length === 0
    const part = isAlone ? facts : readFacts(own.join(', '))
    const planned = fillInputs(tool, part, isAlone ? clauses : own)
    const whole = planned.missing.length > 0 && !isAlone ? fillInput(tool, facts) : null
    if (whole !== null && whole.missing.length < planned.missing.length) {
      return [{ tool, input: whole.input, missing: whole.missing }]
    }
    return planned.inputs.map((input) => ({ tool, input, missing: planned.missing }))
  })
}

const MOST_TOOLS = 6

/** The best tool, then the best for what is not said by the terms of that one, and so on. */
function pickTools(ratings: readonly Rating[]): Offered[] {
  const chosen: Rating[] = []
  const covered = new Set<string>()
  while (chosen.length < MOST_TOOLS) {
    const left = ratings
      .filter((rating) => !chosen.includes(rating))
      .map((rating) => ({
        rating,
        own: ownScore(rating, covered),
        all: total(rating.hits.values()),
      }))
      .filter(({ own }) => own >= CALLED_FROM)
      .sort((a, b) => b.own - a.own || b.all - a.all)
    const [best] = left
    if (best === undefined) break
    chosen.push(best.rating)
    for (const [term, weight] of best.rating.hits) if (weight >= 1) covered.add(term)
  }
  return ratings.filter((rating) => chosen.includes(rating)).map(({ tool }) => tool)
}

const ownScore = ({ hits }: Rating, covered: ReadonlySet<string>): number =>
  total(Array.from(hits, ([term, weight]) => (covered.has(term) ? 0 : weight)))

/** Each clause goes to the tool that it speaks of; one that speaks of none goes with the clause before it. */
function shareOut(tools: readonly Offered[], clauses: readonly string[]): Map<Offered, string[]> {
  const shares = new Map<Offered, string[]>()
  let last: Offered | null = null
  const early: string[] = []
  for (const clause of clauses) {
    const best = rateTools(tools, readFacts(clause))
      .map(({ tool, hits }) => ({ tool, score: total(hits.values()) }))
      .sort((a, b) => b.score - a.score)[0]
    if (best !== undefined && best.score >= 1) last = best.tool
    if (last === null) early.push(clause)
    else shares.set(last, [...(shares.get(last) ?? early.splice(0)), clause])
  }
  return shares
}
