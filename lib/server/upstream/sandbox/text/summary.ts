import 'server-only'
import type { Sentence } from './passages'
import { likeness } from './ranking'
import { widthOf } from './sentences'
import { termsOf } from './terms'

/** Two sentences that share more than this say the same. */
const TOO_ALIKE = 0.7
const CONCLUDES =
  /^(?:in (?:conclusion|summary|short)|overall|to sum up|总之|综上|总的来说|总而言之)/i
/** What says a finding or a result. */
const FINDS =
  /\b(?:found|finds|findings?|shows?|showed|shown|reveal(?:s|ed)?|results?|resulted|conclud\w+|conclusions?|suggests?|suggested|demonstrat\w+|indicat\w+|confirm\w*|discover\w*|therefore|thus|as a consequence|(?:increas|decreas|reduc|improv)\w+ by|(?:rose|fell|grew|dropped|cut|doubled|halved)|means that|outperform\w*|(?:less|more|fewer|higher|lower|better|worse|longer|shorter) than|\d+ \w+ (?:less|more|longer|shorter)|decided|agreed|announced)\b|发现|表明|结果|显示|证明|得出|结论|增长|下降|上升|减少|提高|因此|从而|意味着|决定|宣布/i
const FINDING = 0.45
const FINDING_ALONE = 0.75
const FIGURE = 0.15
const HAS_FIGURE = /\d|[一二两三四五六七八九十][十百千万亿]|百分之/
/** The opening sets the scene; it says the most only where several sentences are taken. */
const OPENING = 0.75
const OPENING_ALONE = 0.4
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
  const titles = new Set(
    all.flatMap(({ sentence }) => [sentence.heading, sentence.source.title ?? '']).slice(0, 200),
  )
  const named = new Set([...titles].flatMap(termsOf))
  const weights = terms.map((list) => weightOf(list, spread, query, named))
  const [opening, finding] = count === 1 ? [OPENING_ALONE, FINDING_ALONE] : [OPENING, FINDING]
  const most = weights.reduce((best, weight) => Math.max(best, weight), 0) || 1
  const scored = all.map(({ sentence, at }, index) => ({
    sentence,
    at,
    terms: terms[index] ?? [],
    score:
      (weights[index] ?? 0) / most +
      placeOf(all, index, opening) +
      (FINDS.test(sentence.text) ? finding : 0) +
      (HAS_FIGURE.test(sentence.text) ? FIGURE : 0),
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
  named: ReadonlySet<string>,
) {
  let score = 0
  for (const term of new Set(terms)) {
    // A term that occurs once connects the sentence with nothing.
    score += Math.log(spread.get(term) ?? 1) + 0.15 + 2 * (query.get(term) ?? 0)
    if (named.has(term)) score += 0.5
  }
  return score / (terms.length + 8) ** 0.6
}

/** The first sentence of a text says what it is about, the first of a paragraph or section what that is. */
function placeOf(all: readonly { sentence: Sentence }[], index: number, opening: number): number {
  const [one, before] = [all[index]?.sentence, all[index - 1]?.sentence]
  if (one === undefined || before === undefined || before.source !== one.source) return opening
  if (CONCLUDES.test(one.text)) return 0.5
  if (before.piece !== one.piece || before.heading !== one.heading) return 0.25
  const between =
    one.source.pieces[one.piece]?.slice(before.end, Math.min(one.start, before.end + 200)) ?? ''
  if (/\n\s*\n/.test(between)) return 0.25
  return index === all.length - 1 ? 0.1 : 0
}
