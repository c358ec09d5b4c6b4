import 'server-only'
import type { ContentBlock, Message, TextCitation } from '@anthropic-ai/sdk/resources/messages'
import Ajv from 'ajv'
import { z } from 'zod'
import { anyOf, blocksOf, type Row, textsOf } from './prompt-table'

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\*\*|`/g, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/[’‘]/g, "'")
    .toLowerCase()

/** A figure at an end of the needle is a whole one: 48 is not in 1480. */
function contains(text: string, needle: string): boolean {
  const wanted = plain(needle)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
  return new RegExp(
    `${/^\d/.test(needle) ? '(?<!\\d|\\d\\.)' : ''}${wanted}${/\d$/.test(needle) ? '(?!\\d|\\.\\d)' : ''}`,
    'u',
  ).test(plain(text))
}
const containsAny = (text: string, wanted: string | string[]) =>
  [wanted].flat().some((one) => contains(text, one))

const numbersIn = (text: string) =>
  [...plain(text).matchAll(/(?<![\d.])\d+(?:\.\d+)?/g)].map(([number]) => number)

/** A figure that is not whole may be rounded, but not to a whole one. */
function says(text: string, wanted: number): boolean {
  return numbersIn(text).some((written) => {
    const decimals = written.split('.')[1]?.length ?? 0
    if (!Number.isInteger(wanted) && decimals === 0) return false
    return (
      Math.abs(Number(written) - wanted) <=
      0.5 * 10 ** -decimals * (Number.isInteger(wanted) ? 0 : 1.000001)
    )
  })
}

/** Lines, sentences and rows, and of a Markdown table each heading with each of its cells. */
function linesOf(text: string): string[] {
  const lines = text.split(/\n|(?<=[.;!?])\s|[;；。]/)
  const cells = (line: string) => line.split('|').map((cell) => cell.trim())
  const heads = lines.flatMap((line, at) =>
    /^\s*\|?\s*:?-{3,}/.test(lines[at + 1] ?? '') ? [{ at, names: cells(line) }] : [],
  )
  const paired = heads.flatMap(({ at, names }) => {
    const end = lines.findIndex((line, row) => row > at && !line.includes('|'))
    const body = lines.slice(at + 2, end < 0 ? undefined : end)
    return body.flatMap((line) =>
      cells(line).map((cell, column) => `${names[column] ?? ''}: ${cell}`),
    )
  })
  return [...lines, ...paired]
}

const hasLine = (text: string, label: string | string[], figure: number) =>
  linesOf(text).some((line) => containsAny(line, label) && says(line, figure))

const sentencesOf = (text: string) =>
  text
    .split(/(?<=[.!?])\s+|(?<=[。！？])|\n/)
    .map((one) =>
      plain(one)
        .replace(/[.!?。]$/, '')
        .trim(),
    )
    .filter((one) => one.length >= 10)

const matcher = z.union([
  z.strictObject({ $any: z.array(z.unknown()) }),
  z.strictObject({ $has: anyOf }),
])

/** Whether a value holds all that is wanted of it; strings without regard to case and ends. */
function holds(value: unknown, wanted: unknown): boolean {
  const special = matcher.safeParse(wanted)
  if (special.success) {
    if ('$any' in special.data) return special.data.$any.some((one) => holds(value, one))
    return typeof value === 'string' && containsAny(value, special.data.$has)
  }
  if (typeof wanted === 'string')
    return typeof value === 'string' && plain(value).trim() === plain(wanted).trim()
  if (typeof wanted !== 'object' || wanted === null) return value === wanted
  if (typeof value !== 'object' || value === null) return false
  const kept = new Map(Object.entries(value))
  if (Array.isArray(wanted) && (!Array.isArray(value) || value.length !== wanted.length))
    return false
  return Object.entries(wanted).every(([key, one]) => holds(kept.get(key), one))
}

/** Sentences of the material, the longest paragraph of a prompt, that an answer has. */
function quotedIn(text: string, row: Row): string[] {
  const paragraphs = textsOf(row.request.messages).flatMap((one) => one.split(/\n\n/))
  const material = paragraphs.reduce((one, other) => (other.length > one.length ? other : one))
  return sentencesOf(material).filter((one) => plain(text).includes(one))
}

type Expectation = Row['expect']
/** What an answer is judged by. */
interface Answer {
  row: Row
  message: Message
  /** All text blocks together, without what they restate of the prompt. */
  text: string
  calls: { name: string; input: unknown }[]
}
const callsOf = (content: ContentBlock[]) =>
  content.flatMap((one) => (one.type === 'tool_use' ? [{ name: one.name, input: one.input }] : []))
const citationsOf = (content: ContentBlock[]) =>
  content.flatMap((one) => (one.type === 'text' ? (one.citations ?? []) : []))
const ajv = new Ajv({ strict: false, validateFormats: false })

/** Each expectation's check: what is wrong with the answer. */
const CHECKS: {
  [K in keyof Required<Expectation>]: (
    wanted: NonNullable<Expectation[K]>,
    answer: Answer,
  ) => string[]
} = {
  has: (wanted, { text }) =>
    wanted
      .filter((one) => !containsAny(text, one))
      .map((one) => `lacks ${[one].flat().join(' / ')}`),
  some: ({ least, of }, { text }) => {
    const found = of.filter((one) => contains(text, one))
    return found.length < least
      ? [`names only ${found.length} of ${least} facts (${found.join(', ')})`]
      : []
  },
  lacks: (wanted, { text }) =>
    wanted.filter((one) => contains(text, one)).map((one) => `has ${one}`),
  numbers: (wanted, { text }) =>
    wanted.filter((one) => !says(text, one)).map((one) => `lacks the figure ${one}`),
  lines: (wanted, { text }) =>
    wanted
      .filter(([label, figure]) => !hasLine(text, label, figure))
      .map(([label, figure]) => `has no line with ${[label].flat().join(' / ')} and ${figure}`),
  apart: (wanted, { text }) =>
    wanted
      .filter(([label, figure]) => hasLine(text, label, figure))
      .map(([label, figure]) => `has a line with ${[label].flat().join(' / ')} and ${figure}`),
  order: (wanted, { text }) => {
    const places = wanted.map((one) => plain(text).indexOf(plain(one)))
    return places.every((place, at) => place >= 0 && place > (places[at - 1] ?? -1))
      ? []
      : [`does not name ${wanted.join(', ')} in order`]
  },
  sequence: (wanted, { text }) => {
    const listed = new RegExp(
      `(?<!\\p{L}[,\\s]+)${wanted.join('(?:[^\\p{L}]|\\band\\b)+')}(?!\\s*[,\\n]\\W*(?:${wanted.join('|')}))`,
      'iu',
    )
    return listed.test(plain(text)) ? [] : [`does not list ${wanted.join(', ')}`]
  },
  given: (_, { text, row }) => {
    const known = new Set(numbersIn(textsOf(row.request.messages).join('\n')).map(Number))
    return numbersIn(text)
      .filter((one) => Number(one) > 10 && !known.has(Number(one)))
      .map((one) => `invents the figure ${one}`)
  },
  bullets: (wanted, { text }) => {
    const count = text.split('\n').filter((line) => /^\s*(?:[-*•]|\d+[.)])\s/.test(line)).length
    return count === wanted ? [] : [`has ${count} bullet points`]
  },
  quotes: (most, { text, row }) => {
    const count = quotedIn(text, row).length
    return count > most ? [`quotes ${count} sentences`] : []
  },
  quotedCharacters: (most, { text, row }) => {
    const count = quotedIn(text, row).join('').length
    return count > most ? [`quotes ${count} characters`] : []
  },
  words: (most, { text }) => {
    const count = text.split(/\s+/).length
    return count > most ? [`is ${count} words long`] : []
  },
  characters: (most, { text }) => {
    const count = text.replace(/\s/g, '').length
    return count > most ? [`is ${count} characters long`] : []
  },
  calls: (wanted, { calls, row, message }) => {
    const left = [...calls]
    const missing = wanted.filter((one) => {
      const at = left.findIndex((call) => holds(call, one))
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    const schemas = new Map((row.request.tools ?? []).map((tool) => [tool.name, tool.input_schema]))
    const invalid = calls.filter(
      (call) => !ajv.validate(schemas.get(call.name) ?? false, call.input),
    )
    const reason = wanted.length > 0 ? 'tool_use' : 'end_turn'
    return [
      ...missing.map((one) => `does not call ${JSON.stringify(one)}`),
      ...left.map((call) => `calls ${JSON.stringify(call)}`),
      ...invalid.map((call) => `calls ${call.name} against its schema`),
      ...(message.stop_reason === reason ? [] : [`stops for ${message.stop_reason}`]),
    ]
  },
  json: (wanted, { text, row }) => {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return ['is not JSON']
    }
    const valid = ajv.validate(row.request.output_config?.format.schema ?? false, value)
    const wrong = Object.entries(wanted).filter(([key, one]) => !holds(value, { [key]: one }))
    return [
      ...(valid ? [] : ['is not valid for the schema']),
      ...wrong.map(([key]) => `has another ${key}: ${text}`),
    ]
  },
  cites: (wanted, { message }) =>
    wanted
      .filter(
        ({ contains: words, ...place }) =>
          !citationsOf(message.content).some(
            (one) => contains(one.cited_text, words) && holds(one, place),
          ),
      )
      .map((one) => `does not cite ${JSON.stringify(one)}`),
  uncited: (wanted, { message }) =>
    wanted
      .filter((words) =>
        citationsOf(message.content).some((one) => contains(one.cited_text, words)),
      )
      .map((words) => `cites ${words}`),
}

const cited = z.union([
  z.object({ source: z.object({ type: z.literal('text'), data: z.string() }) }),
  z.object({ source: z.object({ content: z.array(z.object({ text: z.string() })) }) }),
])

/** Whether what is cited stands at the place that is said. */
function isTrue(citation: TextCitation, row: Row): boolean {
  const documents = blocksOf(row).filter((one) => one.type === 'document')
  const found = blocksOf(row).filter((one) => one.type === 'search_result')
  if (citation.type === 'search_result_location') {
    const result = z
      .object({ source: z.string(), content: z.array(z.object({ text: z.string() })) })
      .safeParse(found[citation.search_result_index])
    if (!result.success || result.data.source !== citation.source) return false
    const parts = result.data.content.slice(citation.start_block_index, citation.end_block_index)
    return (
      parts
        .map(({ text }) => text)
        .join('')
        .replace(/\s/g, '') === citation.cited_text.replace(/\s/g, '')
    )
  }
  if (!('document_index' in citation)) return false
  const document = cited.safeParse(documents[citation.document_index])
  if (!document.success) return false
  const { source } = document.data
  if (citation.type === 'char_location' && 'data' in source)
    return (
      source.data.slice(citation.start_char_index, citation.end_char_index) === citation.cited_text
    )
  if (citation.type !== 'content_block_location' || !('content' in source)) return false
  const parts = source.content.slice(citation.start_block_index, citation.end_block_index)
  return (
    parts
      .map(({ text }) => text)
      .join('')
      .replace(/\s/g, '') === citation.cited_text.replace(/\s/g, '')
  )
}

/** An answer may restate the prompt in quotation marks: that earns nothing, and is held against nobody. */
function withoutRestating(text: string, row: Row): string {
  const squeeze = (words: string) => words.replace(/\s+/g, ' ').trim()
  const starts = textsOf(row.request.messages.filter(({ role }) => role === 'user'))
    .flatMap((one) => one.split('\n'))
    .map((one) => squeeze(one).slice(0, 12))
    .filter((one) => one.length >= 6)
  return text.replace(/“[^”]*”/g, (quote) => {
    const words = squeeze(quote.slice(1, -1))
    return starts.some((start) => words.startsWith(start)) ? '“”' : quote
  })
}

/** What is wrong with an answer; nothing if it is right. */
export function examine(row: Row, message: Message): string[] {
  const all = message.content.map((one) => (one.type === 'text' ? one.text : '')).join('')
  const text = withoutRestating(all, row)
  const answer = { row, message, text, calls: callsOf(message.content) }
  const judge = <K extends keyof Expectation>(kind: K) => {
    const wanted = row.expect[kind]
    return wanted === undefined ? [] : CHECKS[kind](wanted, answer)
  }
  const lies = citationsOf(message.content).filter((one) => !isTrue(one, row))
  // The keys of an object that zod has parsed strictly are those of its type.
  const kinds = Object.keys(CHECKS) as (keyof Expectation)[]
  return [
    ...(row.expect.calls || message.stop_reason === 'end_turn'
      ? []
      : [`stops for ${message.stop_reason}`]),
    ...kinds.flatMap((kind) => judge(kind)),
    ...lies.map((one) => `cites falsely: ${JSON.stringify(one)}`),
  ]
}
