import 'server-only'
import type { Sentence } from './passages'
import { likeness } from './ranking'
import { widthOf } from './sentences'
import { termsOf } from './terms'

/** Two sentences that share more than this say the same. */
const TOO_ALIKE = 0.7
const CONCLUDES =
  /^(?:in (?:conclusion|summary|short)|overall|to sum up|总之|综上|总的来说|总而言之)/i
/** Only so many candidates are compared with each other. */
const MOST_CANDIDATES = 120

/**
 * The sentences that stand for the whole, in their order: those with the terms that run through the
 * text, the opening ones before others, and none that repeats another.
 */
export function keySentences(
  sentences: readonly Sentence[],
  count: number,
  query: ReadonlyMap<string, number> = new Map(),
): Sentence[] {
  const bodies = sentences
    .map((sentence, at) => ({ sentence, at }))
    .filter(({ sentence }) => isFit(sentence))
  const all = bodies.length > 0 ? bodies : sentences.map((sentence, at) => ({ sentence, at }))
  if (all.length <= count) return all.map(({ sentence }) => sentence)
  const terms = all.map(({ sentence }) => termsOf(sentence.text))
  const spread = spreadOf(terms)
  const weights = terms.map((list) => weightOf(list, spread, query))
  const most = weights.reduce((best, weight) => Math.max(best, weight), 0) || 1
  const scored = all.map(({ sentence, at }, index) => ({
    sentence,
    at,
    terms: terms[index] ?? [],
    score: (weights[index] ?? 0) / most + placeOf(all, index),
  }))
  const candidates = scored
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, MOST_CANDIDATES)
  const chosen: typeof candidates = []
  for (const candidate of candidates) {
    if (chosen.length >= count) break
    if (chosen.every((one) => likeness(one.terms, candidate.terms) < TOO_ALIKE))
      chosen.push(candidate)
  }
  return chosen.sort((a, b) => a.at - b.at).map(({ sentence }) => sentence)
}

/** A heading, a table's row, a line of code or a scrap says little by itself. */
function isFit({ text, isHeading }: Sentence): boolean {
  if (isHeading || text.startsWith('|') || text.startsWith('```')) return false
  return widthOf(text) >= 24
}

/** In how many sentences each term occurs. */
function spreadOf(terms: readonly (readonly string[])[]): Map<string, number> {
  const spread = new Map<string, number>()
  for (const list of terms)
    for (const term of new Set(list)) spread.set(term, (spread.get(term) ?? 0) + 1)
  return spread
}

function weightOf(
  terms: readonly string[],
  spread: ReadonlyMap<string, number>,
  query: ReadonlyMap<string, number>,
) {
  let score = 0
  for (const term of new Set(terms)) {
    // A term that occurs once connects the sentence with nothing.
    score += Math.log(spread.get(term) ?? 1) + 0.15 + 2 * (query.get(term) ?? 0)
  }
  return score / (terms.length + 8) ** 0.6
}

/** The first sentence of a text says what it is about, the first of a paragraph or section what that is. */
function placeOf(all: readonly { sentence: Sentence }[], index: number): number {
  const [one, before] = [all[index]?.sentence, all[index - 1]?.sentence]
  if (one === undefined || before === undefined || before.source !== one.source) return 0.75
  if (CONCLUDES.test(one.text)) return 0.5
  if (before.piece !== one.piece || before.heading !== one.heading) return 0.25
  const between =
    one.source.pieces[one.piece]?.slice(before.end, Math.min(one.start, before.end + 200)) ?? ''
  if (/\n\s*\n/.test(between)) return 0.25
  return index === all.length - 1 ? 0.1 : 0
}
