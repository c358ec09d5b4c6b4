import 'server-only'
import type { Sentence } from './passages'
import { termsOf } from './terms'

/** The usual constants of BM25. */
const K1 = 1.2
const B = 0.6
/** What a sentence gets of its neighbour's score: "It opened in 1998." speaks of what was named before. */
const FROM_BEFORE = 0.3
const FROM_HEADING = 0.6
const IS_HAN = /[\u3400-\u9fff]/

export interface Ranked {
  at: number
  sentence: Sentence
  score: number
  /** How much of the query's weight its own words meet, from 0 to 1. */
  met: number
  /** The same with the words of its heading and of the sentence before, which it may take up. */
  reach: number
  /** The weight of the rarest of the query's terms that it has. */
  rarest: number
}

interface Counted {
  counts: Map<string, number>
  length: number
  heading: Map<string, number>
}

const NOTHING: Counted = { counts: new Map(), length: 0, heading: new Map() }

function countTerms(text: string, query: ReadonlyMap<string, number>) {
  const counts = new Map<string, number>()
  // A single Chinese character stands in the text as part of a pair.
  for (const term of query.keys()) {
    if (term.length === 1 && IS_HAN.test(term) && text.includes(term)) counts.set(term, 1)
  }
  const terms = termsOf(text)
  for (const term of terms) {
    if (query.has(term) && !(term.length === 1 && counts.has(term))) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return { counts, length: terms.length }
}

/** The sentences that share terms with a query, the best first (BM25, and some of the neighbours'). */
export function rank(sentences: readonly Sentence[], query: ReadonlyMap<string, number>): Ranked[] {
  if (query.size === 0) return []
  const headings = new Map<string, Map<string, number>>()
  const counted = sentences.map(({ text, heading }): Counted => {
    let known = headings.get(heading)
    if (known === undefined) {
      known = countTerms(heading, query).counts
      headings.set(heading, known)
    }
    return { ...countTerms(text, query), heading: known }
  })
  const frequency = new Map<string, number>()
  for (const { counts } of counted) {
    for (const term of counts.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  }
  const mean =
    counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length) || 1
  const weightOf = (term: string) => {
    const n = frequency.get(term) ?? 0
    return (query.get(term) ?? 0) * Math.log(1 + (sentences.length - n + 0.5) / (n + 0.5))
  }
  const weights = new Map([...query.keys()].map((term) => [term, weightOf(term)]))
  const own = counted.map((one) => scoreOf(one, weights, mean))
  const total = [...query].reduce((sum, [, weight]) => sum + (weight === 1 ? 1 : 0), 0) || 1
  const ranked = sentences.map((sentence, at): Ranked => {
    const before = sentences[at - 1]
    const isNear = before !== undefined && before.source === sentence.source
    const score = (own[at] ?? 0) + (isNear ? FROM_BEFORE * (own[at - 1] ?? 0) : 0)
    const { counts, heading } = counted[at] ?? NOTHING
    const near = isNear ? (counted[at - 1]?.counts.keys() ?? []) : []
    const share = (terms: Iterable<string>) =>
      Math.min(1, [...terms].reduce((sum, term) => sum + (query.get(term) ?? 0), 0) / total)
    return {
      at,
      sentence,
      score,
      met: share(counts.keys()),
      reach: share(new Set([...counts.keys(), ...heading.keys(), ...near])),
      rarest: Math.max(0, ...[...counts.keys()].map((term) => weights.get(term) ?? 0)),
    }
  })
  return ranked
    .filter(({ score, sentence }) => score > 0 && !sentence.isHeading)
    .sort((a, b) => b.score - a.score || a.at - b.at)
}

function scoreOf(
  { counts, length, heading }: Counted,
  weights: ReadonlyMap<string, number>,
  mean: number,
): number {
  let score = 0
  const norm = K1 * (1 - B + (B * length) / mean)
  for (const [term, count] of counts)
    score += ((weights.get(term) ?? 0) * count * (K1 + 1)) / (count + norm)
  for (const term of heading.keys())
    if (!counts.has(term)) score += FROM_HEADING * (weights.get(term) ?? 0)
  return score
}

/** The share of one text's terms that another has too. */
export function likeness(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [new Set(one), new Set(other)]
  let shared = 0
  for (const term of a) if (b.has(term)) shared++
  return shared / Math.max(1, Math.min(a.size, b.size))
}
