import 'server-only'
import { shorten } from '../markdown'
import type { Part } from '../parts'
import { pageOf, type Sentence, sentencesOf } from '../passages'
import { type Ranked, rank } from '../ranking'
import { widthOf } from '../sentences'
import { keySentences } from '../summary'
import type { Task } from '../task'
import { queryOf } from '../terms'
import { entityIn, holds, isLabelled, type Place, shortAnswer, wantedBy } from './entity'
import { choose, PROSE_WORDS } from './prose-words'
import { placeOf, quote } from './show'
import { listed } from './summarize'

/** Only so many of the best are looked at for what the question wants. */
const CANDIDATES = 25
/** What a sentence gains that holds a thing of the kind that is asked for. */
const RIGHT_KIND = 1.7
/** Others are shown beside the best if they come near it. */
const NEAR = 0.55
const SHORT = 60
/** More than this behind a colon is no answer in a word. */
const LONGEST_VALUE = 36
/** Shorter than this is a label such as "Notice." */
const LEAST = 14
/** A sentence that meets less of a question than this hardly answers it. */
const FAR = 0.4
const ASKS_PAGE = /\b(?:what|which) pages?\b|第几页|哪一?页|页码/i
const MOST_SHOWN = 3
/** A question with more terms than these, synonyms included, says what it is about. */
const FEW_TERMS = 10

/** The sentences that fit a question best, and a short answer where one of them plainly has it. */
export function answerQuestion(task: Task, question = task.ask): Part[] | null {
  const sentences = sentencesOf(task.materials.map(({ source }) => source))
  if (sentences.length === 0) return null
  const found = findSentences(sentences, question)
  return found.length === 0
    ? (byKind(task, question, sentences) ?? noAnswer(task, sentences))
    : showFound(task, question, sentences, found)
}

/** Without a word in common: "Who wrote it?" may still mean the one sentence that names somebody. */
function byKind(task: Task, question: string, sentences: readonly Sentence[]): Part[] | null {
  const [wanted] = wantedBy(question)
  if (wanted === undefined || sentences.length > CANDIDATES || queryOf(question).size > FEW_TERMS)
    return null
  const right = sentences.filter(({ text }) => entityIn(text, wanted, question) !== null)
  const [only] = right
  if (only === undefined || right.length > 1) return null
  const { nearest, gap } = PROSE_WORDS[task.language]
  return [`${nearest}${gap}`, quote(only), placeOf(only, task)]
}

/** The sentences that a question shares words with, the best first. */
export function findSentences(sentences: readonly Sentence[], question: string): Ranked[] {
  const ranked = rank(sentences, queryOf(question))
  const wanted = wantedBy(question)
  const [first] = wanted
  if (first === undefined) return ranked
  const head = ranked.slice(0, CANDIDATES).map((one) => {
    const isRight =
      wanted.some(
        (kind) => holds(one.sentence.text, kind) && entityIn(one.sentence.text, kind, '') !== null,
      ) || holds(one.sentence.text, first)
    const isNamed = wanted.some((kind) => isLabelled(one.sentence.text, kind))
    return { ...one, score: one.score * (isRight ? RIGHT_KIND : 1) * (isNamed ? RIGHT_KIND : 1) }
  })
  return [...head.sort((a, b) => b.score - a.score || a.at - b.at), ...ranked.slice(CANDIDATES)]
}

function showFound(
  task: Task,
  question: string,
  sentences: readonly Sentence[],
  found: readonly Ranked[],
): Part[] {
  const [best] = found
  if (best === undefined) return []
  const words = PROSE_WORDS[task.language]
  const { seed } = task.brief
  const { text } = best.sentence
  const place = shortAnswer(text, question)
  const answer = place ?? valueAfterColon(text, question)
  const lead = leadFor(task, question, best, answer)
  const after = answer === null ? neighbour(best, sentences) : null
  const parts: Part[] = [lead, quote(best.sentence)]
  if (after !== null) parts.push(words.gap, quote(after))
  parts.push(placeOf(best.sentence, task))
  const shown = new Set([best.sentence, after])
  const limit =
    task.wish.isBrief || task.wish.count === 1
      ? 0
      : (task.wish.count ?? MOST_SHOWN) - 1 + (Math.abs(Math.trunc(seed)) % 2)
  const others = found
    .slice(1)
    .filter(
      ({ score, sentence }) =>
        score >= NEAR * best.score && !shown.has(sentence) && widthOf(sentence.text) >= LEAST,
    )
    .slice(0, limit)
  if (others.length === 0) return parts
  parts.push(`\n\n${choose(words.also, seed) ?? ''}\n\n`)
  for (const [at, { sentence }] of others.entries()) {
    parts.push(at === 0 ? '- ' : '\n- ', quote(sentence), placeOf(sentence, task))
  }
  return parts
}

/** The answer in a word; the page where that is what was asked. */
function leadFor(
  task: Task,
  question: string,
  { sentence, met }: Ranked,
  answer: Place | null,
): string {
  const words = PROSE_WORDS[task.language]
  const page = ASKS_PAGE.test(question) ? pageOf(sentence) : null
  if (page !== null) return `**${words.page(page)}** — `
  const asked = [...queryOf(question).values()].filter((weight) => weight === 1).length
  const isFar = met < (task.language === 'zh' ? FAR / 2 : FAR) && asked >= 3
  if (answer === null && isFar) return `${words.nearest}${words.gap}`
  if (answer === null) return `${choose(words.says, task.brief.seed) ?? ''}${words.gap}`
  return `**${shorten(sentence.text.slice(answer.start, answer.end), 120)}** — `
}

/** In "Deadline: 3 May" what stands behind the colon answers for what stands before it. */
function valueAfterColon(text: string, question: string): Place | null {
  const match = /^(?:[-*•]\s*)?(?:\*\*)?([^:：]{1,60}?)(?:\*\*)?\s*(?:：|:\s)\s*(\S.{0,118})$/.exec(
    text,
  )
  const isMeant =
    isAbout(match?.[1] ?? '', question) || wantedBy(question).some((kind) => isLabelled(text, kind))
  if (match === null || !isMeant || widthOf(match[2] ?? '') > LONGEST_VALUE) return null
  const start = text.length - (match[2] ?? '').length
  return { start, end: text.replace(/[.。]$/, '').length }
}

const isAbout = (label: string, question: string) =>
  [...queryOf(label).keys()].some((term) => queryOf(question).has(term))

/** A short sentence is shown with the one behind it, which it may lead to. */
function neighbour({ sentence, at }: Ranked, sentences: readonly Sentence[]): Sentence | null {
  const next = sentences[at + 1]
  const isNext =
    next !== undefined &&
    next.source === sentence.source &&
    next.piece === sentence.piece &&
    !next.isHeading
  if (!isNext || widthOf(sentence.text) >= SHORT || sentence.text.startsWith('|')) return null
  const between = sentence.source.pieces[sentence.piece]?.slice(sentence.end, next.start) ?? ''
  return between.includes('\n') ? null : next
}

/** Says so, and what the material is about. */
function noAnswer(task: Task, sentences: readonly Sentence[]): Part[] {
  const words = PROSE_WORDS[task.language]
  return [
    `${words.noAnswer}${words.gap}${words.about}\n\n`,
    ...listed(task, keySentences(sentences, 2)),
  ]
}
