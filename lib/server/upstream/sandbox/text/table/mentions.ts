import 'server-only'
import { queryOf, stemOf } from '../terms'
import { type Column, isMissing } from './column'
import type { Table } from './read-table'

/** A column that a question speaks of, and where. */
export interface Mention {
  column: Column
  start: number
  end: number
  /** 1 where its whole name is said. */
  score: number
}

/** A value of a column that a question names. */
export interface ValueMention {
  column: Column
  value: string
  start: number
}

/** Chinese and other words stand side by side without a space. */
const WORD = /[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{L}\p{N}])+/gu
const MOST_VALUES = 20_000
const LONGEST_PHRASE = 6
const COMMON = /^(?:it|us|in|or|no|on|at|as|is|be|me|he|to|an|am|all|may|will|can|most|who|so)$/
const IS_HAN = /[\u3400-\u9fff]/

const wordsOf = (text: string) =>
  [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    at: match.index,
    stem: stemOf(match[0]),
  }))

/** `unitPrice`, `unit_price` and "Unit price (USD)" are the same words. */
const nameOf = (name: string) =>
  name
    .replace(/[(（[][^)）\]]{0,40}[)）\]]/g, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()

/** The columns that a question names, as it names them, in their order. */
export function columnsIn(ask: string, { columns }: Table): Mention[] {
  const lower = ask.toLowerCase()
  const words = wordsOf(lower)
  return columns
    .flatMap((column): Mention[] => {
      const name = nameOf(column.name)
      if (name === '') return []
      const found = IS_HAN.test(name)
        ? hanMention(lower, name)
        : (wordMention(words, name) ?? hanSynonym(lower, name))
      return found === null ? [] : [{ column, ...found }]
    })
    .sort((a, b) => a.start - b.start || b.score - a.score)
}

type Place = Omit<Mention, 'column'>

function hanMention(ask: string, name: string): Place | null {
  const whole = ask.indexOf(name)
  if (whole >= 0) return { start: whole, end: whole + name.length, score: 1 }
  // 销售 means the column 销售额; 单价 that of 商品单价.
  for (let size = name.length - 1; size >= 2; size--) {
    for (const part of [name.slice(0, size), name.slice(-size)]) {
      const at = ask.indexOf(part)
      if (at >= 0) return { start: at, end: at + part.length, score: size / name.length / 1.1 }
    }
  }
  return bySynonym(ask, name)
}

function wordMention(words: ReturnType<typeof wordsOf>, name: string): Place | null {
  const stems = wordsOf(name).map(({ stem }) => stem)
  const found = words.filter(({ stem }) => stems.includes(stem))
  const [first] = found
  if (first !== undefined) {
    const score = new Set(found.map(({ stem }) => stem)).size / stems.length
    const last = score === 1 ? (found.find(({ stem }) => stem === stems.at(-1)) ?? first) : first
    const end = Math.max(first.at + first.text.length, last.at + last.text.length)
    return {
      start: first.at,
      end: end - first.at > name.length + 8 ? first.at + first.text.length : end,
      score: score === 1 ? 1 : score * 0.8,
    }
  }
  for (const { text, at } of words) {
    if (IS_HAN.test(text)) continue
    if ([...queryOf(text).keys()].some((term) => stems.includes(term))) {
      return { start: at, end: at + text.length, score: 0.4 }
    }
  }
  return null
}

/** 城市 means the column city. */
function hanSynonym(ask: string, name: string): Place | null {
  for (const term of queryOf(name).keys()) {
    const at = IS_HAN.test(term) && term.length >= 2 ? ask.indexOf(term) : -1
    if (at >= 0) return { start: at, end: at + term.length, score: 0.4 }
  }
  return null
}

function bySynonym(ask: string, name: string): Place | null {
  for (const term of queryOf(name).keys()) {
    const at = term.length >= 2 ? ask.indexOf(term) : -1
    if (at >= 0) return { start: at, end: at + term.length, score: 0.3 }
  }
  return null
}

/** The values of text columns that a question names, the longest where one holds another. */
export function valuesIn(ask: string, { columns }: Table): ValueMention[] {
  const lower = ask.toLowerCase()
  // In "Bo's price" the value is Bo; a value may have its own 's as well.
  const phrases = new Map([...phrasesOf(lower.replace(/['’]s\b/g, '  ')), ...phrasesOf(lower)])
  const found = columns.flatMap((column) => {
    if (column.kind !== 'text') return []
    const values = new Map(column.cells.map((cell) => [cell.toLowerCase(), cell]))
    if (values.size > MOST_VALUES) return []
    return [...values].flatMap(([key, value]): ValueMention[] => {
      if (isMissing(key) || key.length > 80) return []
      // "Who earns it" does not name the department IT.
      if (COMMON.test(key) && !new RegExp(`\\b${value}\\b`).test(value === key ? '' : ask))
        return []
      const start = IS_HAN.test(key)
        ? key.length > 1
          ? lower.indexOf(key)
          : -1
        : (phrases.get(key) ?? phrases.get(plural(key)) ?? -1)
      return start < 0 ? [] : [{ column, value, start }]
    })
  })
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.value.length > one.value.length &&
          other.start <= one.start &&
          one.start + one.value.length <= other.start + other.value.length,
      ),
  )
}

const plural = (key: string) => (/[a-z]$/.test(key) ? `${key}s` : key)

/** Every run of a few words, with where it begins. */
function phrasesOf(ask: string): Map<string, number> {
  const words = [...ask.matchAll(/[\p{L}\p{N}_]+(?:['’.&/+-][\p{L}\p{N}_]+)*/gu)]
  const phrases = new Map<string, number>()
  for (const [at, first] of words.entries()) {
    for (let last = at; last < Math.min(words.length, at + LONGEST_PHRASE); last++) {
      const word = words[last]
      if (word === undefined) continue
      const phrase = ask.slice(first.index, word.index + word[0].length)
      if (!phrases.has(phrase)) phrases.set(phrase, first.index)
    }
  }
  return phrases
}
