import 'server-only'
import { hanWordAt, isStopWord, stem, wordsOf } from '../facts/words'
import { splitSentences } from '../text/sentences'

/** A text in short: its words and sentences by how often what they say comes up. */

const LONGEST_SUMMARY = 400
const LONGEST_TITLE = 80
const MOST_SENTENCES = 400

/** Its most telling sentence or two. */
export function gistOf(text: string): string {
  const all = sentencesOf(text)
  // A question or an order is about a text, not of it.
  const told = all.filter(
    (sentence) =>
      !/[?？]$|^(?:please|extract|summari[sz]e|classify|analy[sz]e|is|what|请|帮我|总结|分析)/i.test(
        sentence,
      ),
  )
  const sentences = told.length > 0 ? told : all
  const counts = countsOf(text)
  const ranked = sentences
    .map((sentence, at) => ({
      sentence,
      at,
      weight: weightOf(sentence, counts) * (at === 0 ? 1.3 : 1),
    }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, sentences.length > 6 ? 2 : 1)
    .sort((a, b) => a.at - b.at)
  return ranked
    .map(({ sentence }) => sentence)
    .join(' ')
    .slice(0, LONGEST_SUMMARY)
    .trim()
}

const MARKS = /^[#\s*_>-]+|[*_\s]+$/g

/** The line that heads a text of several; null where that is a sentence or there is none. */
export function headingOf(text: string): string | null {
  const [line = '', ...rest] = text.trim().split('\n')
  const bare = line.replace(MARKS, '')
  const isHeading =
    bare !== '' && bare.length <= LONGEST_TITLE && !/[.。!?！？](?:\s?\S|$)/.test(bare)
  return isHeading && rest.length > 0 ? bare.replace(/[:：]$/, '') : null
}

/** Its heading where it has one, else its beginning. */
export function titleOf(text: string): string {
  const heading = headingOf(text)
  if (heading !== null) return heading
  const bare = (text.trim().split('\n')[0] ?? '').replace(MARKS, '')
  const [sentence = bare] = sentencesOf(bare)
  const clause = sentence.split(WHEN)[0]?.split(/[,;，；]/)[0] ?? sentence
  return clause
    .slice(0, LONGEST_TITLE)
    .trim()
    .replace(/[.。]$/, '')
}

/** Where a heading ends and the day or the hour begins. */
const WHEN =
  /\s(?:on|at|from|by)\s(?=\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)|next|this)|[将定]?于(?=\d|明天|后天|今天|今晚|[本下]周)/

/** Its words that come up most, the earliest first among equals. */
export function keywordsOf(text: string, most = 5): string[] {
  const counts = countsOf(text)
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || a.at - b.at)
    .slice(0, most)
    .map(({ word }) => word)
}

/** The sentences of a text. */
export const sentencesOf = (text: string): string[] =>
  splitSentences(text)
    .slice(0, MOST_SENTENCES)
    .map(({ start, end }) => text.slice(start, end))
    .filter((one) => one.length > 1)

interface Count {
  word: string
  count: number
  at: number
}

function countsOf(text: string): Map<string, Count> {
  const counts = new Map<string, Count>()
  for (const [at, word] of contentWords(text).entries()) {
    const key = stem(word)
    const seen = counts.get(key)
    if (seen === undefined) counts.set(key, { word, count: 1, at })
    else seen.count++
  }
  return counts
}

/** Words that mean something: long enough in English, two characters in Chinese. */
function contentWords(text: string): string[] {
  return wordsOf(text).flatMap((word) => {
    if (/\p{Script=Han}/u.test(word)) return hanPieces(word)
    return word.length > 3 && !isStopWord(word) && !/^\d+$/.test(word) ? [word] : []
  })
}

const EMPTY_ZH = /[的了是在和与也都就而及着把被我你他她它们这那有为以到不很]/

function hanPieces(run: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < run.length - 1; ) {
    const known = hanWordAt(run, at)
    const piece = known !== null && known.length > 1 ? known : run.slice(at, at + 2)
    if (!EMPTY_ZH.test(piece)) pieces.push(piece)
    at += EMPTY_ZH.test(piece) ? 1 : piece.length
  }
  return pieces
}

function weightOf(sentence: string, counts: ReadonlyMap<string, Count>): number {
  const words = contentWords(sentence)
  const sum = words.reduce((total, word) => total + (counts.get(stem(word))?.count ?? 0), 0)
  return words.length === 0 ? 0 : sum / (words.length + 3)
}
