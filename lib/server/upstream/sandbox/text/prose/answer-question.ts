import 'server-only'
import { shorten } from '../markdown'
import type { Part } from '../parts'
import { pageOf, type Sentence, sentencesOf } from '../passages'
import { type Ranked, rank } from '../ranking'
import { widthOf } from '../sentences'
import { keySentences } from '../summary'
import type { Task } from '../task'
import { queryOf } from '../terms'
import { asksWhy, causesOf } from './cause'
import {
  entityIn,
  holds,
  isLabelled,
  type Place,
  shortAnswer,
  type Wanted,
  wantedBy,
} from './entity'
import { asksAll, meantSources } from './meant-sources'
import { choose, PROSE_WORDS } from './prose-words'
import { placeOf, quote } from './show'
import { listed } from './summarize'

/** Only so many of the best are looked at for what the question wants. */
const CANDIDATES = 25
/** What a sentence gains that holds a thing of the kind that is asked for. */
const RIGHT_KIND = 1.7
/** Others are shown beside the best if they come near it; a question for several is less strict. */
const NEAR = 0.8
const NEAR_OF_MANY = 0.55
const ASKS_MANY =
  /\b(?:what|which|who) (?:\w+ )?are\b|\b(?:list|all|reasons|steps|ways|examples|rules|conditions)\b|哪些|列出|所有|有什么/i
const ASKS_TWICE =
  /\band (?:who|when|where|how|what|why|which)\b|(?:谁|什么|哪|多少|几).{1,20}[，,、].{0,20}(?:谁|什么|哪|多少|几)/i
/** Others have the rarest of the question's terms too that the best has. */
const AS_RARE = 0.95
const SHORT = 60
/** More than this behind a colon is no answer in a word. */
const LONGEST_VALUE = 36
/** Shorter than this is a label such as "Notice." */
const LEAST = 14
/** A sentence that meets less of a question than this hardly answers it. */
const FAR = 0.4
/** One that meets less with what stands around it says nothing of it. */
const BEYOND = 0.3
const ASKS_PAGE = /\b(?:what|which) pages?\b|第几页|哪一?页|页码/i
const MOST_SHOWN = 3
const TAKES_UP =
  /^(?:it|its|this|that|these|those|they|their|he|she|his|her|here|there|but|however|otherwise|except)\b|^(?:这|它|其|他|她|此|该|但|否则|不过)/i
/** A sentence without a figure of such a kind hardly answers a question for one. */
const FIGURES: ReadonlySet<Wanted> = new Set(['date', 'time', 'money', 'percent', 'email', 'phone'])
/** A question with more terms than these, synonyms included, says what it is about. */
const FEW_TERMS = 10

/** The sentences that fit a question best, and a short answer where one of them plainly has it. */
export function answerQuestion(task: Task, question = task.ask): Part[] | null {
  const sources = task.materials.map(({ source }) => source)
  const all = sentencesOf(sources)
  if (all.length === 0) return null
  const meant = meantSources(question, sources)
  const own = meant.length < sources.length ? sentencesOf(meant) : all
  const foundHere = findSentences(own, question)
  const sentences = foundHere.length > 0 ? own : all
  const shared = foundHere.length > 0 ? foundHere : findSentences(all, question)
  if (shared.length === 0) return byKind(task, question, all) ?? noAnswer(task, all)
  const found = shared.filter(({ reach }) => !isBeyond(reach, task, question))
  return found.length === 0
    ? noAnswer(task, sentences)
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
  const { text } = best.sentence
  const place = shortAnswer(text, question)
  const answer = place ?? valueAfterColon(text, question)
  const causes = asksWhy(question) ? causesOf(found, sentences) : []
  const [first, ...more] = causes.length > 0 ? causes : withNext(best, sentences, answer)
  if (first === undefined) return []
  const lead = causes.length > 0 ? plainLead(task) : leadFor(task, question, best, answer)
  const parts: Part[] = [lead, quote(first)]
  for (const one of more) parts.push(words.gap, quote(one))
  parts.push(placeOf(first, task))
  const others =
    (answer === null && causes.length === 0) || task.wish.count !== null || asksMore(task, question)
      ? othersBeside(best, found, [first, ...more], task, question)
      : []
  if (others.length === 0) return parts
  parts.push(`\n\n${choose(words.also, task.brief.seed) ?? ''}\n\n`)
  for (const [at, { sentence }] of others.entries()) {
    parts.push(at === 0 ? '- ' : '\n- ', quote(sentence), placeOf(sentence, task))
  }
  return parts
}

/** Whether one answer leaves another open: of a second question, or of another text. */
const asksMore = ({ materials }: Task, question: string) =>
  ASKS_TWICE.test(question) || (materials.length > 1 && asksAll(question))

/** What else has the same rare words of the question and comes near the best. */
function othersBeside(
  best: Ranked,
  found: readonly Ranked[],
  shown: readonly Sentence[],
  { wish, brief }: Task,
  question: string,
): Ranked[] {
  const limit =
    wish.isBrief || wish.count === 1
      ? 0
      : (wish.count ?? MOST_SHOWN) - 1 + (Math.abs(Math.trunc(brief.seed)) % 2)
  const isTwice = ASKS_TWICE.test(question)
  const isMany = ASKS_MANY.test(question) || isTwice || asksAll(question) || wish.count !== null
  const near = isMany ? NEAR_OF_MANY : NEAR
  return found
    .filter(
      ({ score, rarest, sentence }) =>
        score >= near * best.score &&
        (isTwice || rarest >= AS_RARE * best.rarest) &&
        !shown.includes(sentence) &&
        widthOf(sentence.text) >= LEAST,
    )
    .slice(0, limit)
}

/** How many words of its own a question has. */
const sizeOf = (question: string) =>
  [...queryOf(question).values()].filter((weight) => weight === 1).length

/** A pair of Chinese characters is less than a word, and fewer of them are met. */
const boundIn = ({ language }: Task, bound: number) => (language === 'zh' ? bound / 2 : bound)

/** What answers one of two questions cannot meet both. */
const isBeyond = (reach: number, task: Task, question: string) =>
  sizeOf(question) >= 3 && reach < boundIn(task, ASKS_TWICE.test(question) ? BEYOND / 2 : BEYOND)

const plainLead = ({ language, brief }: Task) => {
  const { says, gap } = PROSE_WORDS[language]
  return `${choose(says, brief.seed) ?? ''}${gap}`
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
  const [wanted] = wantedBy(question)
  const isFar =
    (met < boundIn(task, FAR) && sizeOf(question) >= 3) ||
    (wanted !== undefined && FIGURES.has(wanted) && met < 1 && !holds(sentence.text, wanted))
  if (answer === null && isFar) return `${words.nearest}${words.gap}`
  if (answer === null) return plainLead(task)
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

/** A short sentence is shown with the one behind it that it leads to, or that takes it up. */
function withNext(
  { sentence, at }: Ranked,
  sentences: readonly Sentence[],
  answer: Place | null,
): Sentence[] {
  const next = sentences[at + 1]
  const isNext =
    next !== undefined &&
    next.source === sentence.source &&
    next.piece === sentence.piece &&
    !next.isHeading
  if (!isNext || answer !== null || sentence.text.startsWith('|')) return [sentence]
  const between = sentence.source.pieces[sentence.piece]?.slice(sentence.end, next.start) ?? ''
  const isLed = /[:：]$/.test(sentence.text)
  const isTakenUp =
    widthOf(sentence.text) < SHORT && !between.includes('\n') && TAKES_UP.test(next.text)
  return isLed || isTakenUp ? [sentence, next] : [sentence]
}

/** Says so, and what the material is about. */
function noAnswer(task: Task, sentences: readonly Sentence[]): Part[] {
  const words = PROSE_WORDS[task.language]
  return [
    `${words.noAnswer}${words.gap}${words.about}\n\n`,
    ...listed(task, keySentences(sentences, 1)),
  ]
}
