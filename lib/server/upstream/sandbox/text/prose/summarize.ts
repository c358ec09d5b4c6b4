import 'server-only'
import type { Source } from '../../answer/brief'
import { measure } from '../../answer/measure'
import type { Part } from '../parts'
import { type Sentence, sentencesOf } from '../passages'
import { widthOf } from '../sentences'
import { keySentences } from '../summary'
import type { Task } from '../task'
import { queryOf } from '../terms'
import { choose, PROSE_WORDS } from './prose-words'
import { nameOf, placeOf, quote } from './show'

/** Words that ask for a summary, and name no subject of it. */
const ASKS_SUMMARY =
  /\b(?:summari[sz]e|summar(?:y|ies)|sum up|tl;?dr|key (?:points?|takeaways?|facts|ideas|findings?)|main (?:points?|ideas?|takeaways?|topics?|findings?|results?|conclusions?)|overview|gist|outline|recap|condense|shorten|in a nutshell|abstract|what(?:['’]s| is| are| do| does) (?:this|these|it|the (?:text|document|article|passage|report|file|pdf|attached\b.{0,20}))(?: \w+)?(?: about| say)?\s*\??$)|总结|概括|概述|摘要|归纳|要点|大意|主要内容|主旨|中心思想|提炼|简述|讲了什么|说了什么|缩写|精简|核心内容/i
const TASK_WORDS =
  /\b(?:summari[sz]e|summar(?:y|ies)|sum up|tl;?dr|bullets?|points?|takeaways?|overview|gist|outline|recap|condense|shorten|abstract|sentences?|words?|key|main|most important|brief(?:ly)?|short|concise|ideas?|facts?|three|two|five|four|article|report|paragraphs?)\b|总结|概括|概述|摘要|归纳|要点|大意|主要|内容|主旨|提炼|简述|缩写|三点|两点|句话/gi
const COMPARES =
  /\b(?:compare|comparison|contrast|difference|differ|similarit(?:y|ies)|in common)\b|比较|对比|区别|异同|不同/i
const SHORTER = /\b(?:shorter|longer|less|again|chinese|english)\b|短一点|长一点|再|更/i
const ASKS_ONE = /\b(?:main|key) (?:point|idea|takeaway|finding|result|conclusion)\b/i
const FEW = 3

/** Whether a task wants the whole in short. */
export function asksSummary({ ask, before, wish, materials }: Task): boolean {
  if (materials.length === 0) return false
  if (ask.trim() === '' || ASKS_SUMMARY.test(ask)) return true
  if (materials.length > 1 && COMPARES.test(ask)) return true
  // "Now in one sentence" after a summary asks for another.
  const isFormed = wish.count !== null || wish.isBrief || wish.form !== null || SHORTER.test(ask)
  return ASKS_SUMMARY.test(before) && isFormed && ask.length <= 80 && !/[?？]$/.test(ask.trim())
}

/** The material in short, by its own sentences. */
export function summarize(task: Task): Part[] | null {
  const prose = task.materials.map(({ source }) => source)
  const sentences = sentencesOf(prose)
  if (sentences.length === 0) return null
  const query = queryOf(task.ask.replace(TASK_WORDS, ' '))
  const chosen =
    prose.length > 1 && task.wish.count === null
      ? perSource(prose, sentences, query)
      : fitting(task, sentences, query)
  const words = PROSE_WORDS[task.language]
  const size = measure(prose.flatMap(({ pieces }) => pieces).join('\n'))
  const lead =
    choose(words.summary, task.brief.seed)?.(
      nameOf(task),
      words.size(size.words + size.han, sentences.length),
      chosen.length,
    ) ?? ''
  return [`${lead}\n\n`, ...listed(task, chosen)]
}

/** Of several texts each gets its say. */
function perSource(
  sources: readonly Source[],
  sentences: readonly Sentence[],
  query: ReadonlyMap<string, number>,
): Sentence[] {
  const each = sources.length > 6 ? 1 : 2
  return sources.slice(0, 20).flatMap((source) =>
    keySentences(
      sentences.filter((one) => one.source === source),
      each,
      query,
    ),
  )
}

function fitting(
  { wish, brief, ask }: Task,
  sentences: readonly Sentence[],
  query: ReadonlyMap<string, number>,
): Sentence[] {
  const chosen = keySentences(
    sentences,
    wish.count ??
      (ASKS_ONE.test(ask) ? 1 : null) ??
      defaultCount(sentences.length, wish.isBrief, brief.seed),
    query,
  )
  const { most } = wish
  if (most === null || wish.count !== null) return chosen
  const fit: Sentence[] = []
  let used = 0
  // The best that fit into so many words; a Chinese character counts as one.
  for (const sentence of keySentences(sentences, 12, query)) {
    const { words, han } = measure(sentence.text)
    if (used + words + han > most && fit.length > 0) continue
    fit.push(sentence)
    used += words + han
  }
  return fit
}

function defaultCount(sentences: number, isBrief: boolean, seed: number): number {
  if (isBrief) return sentences > 20 ? 2 : 1
  const usual =
    sentences <= 4 ? Math.min(2, sentences) : sentences <= 12 ? FEW : sentences <= 60 ? 4 : 5
  return usual + (sentences > 8 ? Math.abs(Math.trunc(seed)) % 2 : 0)
}

/** Sentences in the form that was asked for. */
export function listed(task: Task, chosen: readonly Sentence[]): Part[] {
  const { form, count } = task.wish
  const isList = form === 'list' || form === 'numbered' || (form === null && chosen.length >= FEW)
  if (
    !isList &&
    (form === 'sentences' || count !== null || chosen.every(({ text }) => widthOf(text) < 400))
  ) {
    const { gap } = PROSE_WORDS[task.language]
    return chosen.flatMap((sentence, at): Part[] => [
      at === 0 ? '' : gap,
      quote(sentence),
      placeOf(sentence, task),
    ])
  }
  return chosen.flatMap((sentence, at): Part[] => [
    `${at === 0 ? '' : '\n'}${form === 'numbered' ? `${at + 1}.` : '-'} `,
    quote(sentence),
    placeOf(sentence, task),
  ])
}
