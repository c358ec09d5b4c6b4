import 'server-only'
import type { FileFacts, FileFlaw, FileKind } from '@/lib/domain/files/facts'
import type { OpenFile } from '../open-file'
import { factsOf, MOST_COLUMNS } from '../plain-facts'
import { asciiLength, decodedHead, decodedPieces, isUndecodable } from './decode'
import { findDelimiter } from './delimiter'
import { likelyEncodings, markedEncoding, unmarkedUtf16 } from './encodings'
import { extensionOf, kindByName } from './kind-by-name'
import { type Survey, survey } from './survey'

const SAMPLE = 64 * 1024
/** A longer one is taken at its name's word: values take many times the room of their text. */
const LONGEST_JSON = 8_000_000

const MEDIA_TYPES: Partial<Record<FileKind, string>> = {
  markdown: 'text/markdown',
  html: 'text/html',
  svg: 'image/svg+xml',
  json: 'application/json',
  table: 'text/csv',
}

interface Text {
  file: OpenFile
  name: string
  /** The first bytes. */
  head: Uint8Array
  /** How long counting may take. */
  countMs: number
}

/** What is known of a text; null for what is no text. */
export function lookAtText(text: Text): FileFacts | null {
  const { file, head } = text
  if (file.size === 0)
    return factsOf(kindByName(text.name) ?? 'text', 'text/plain', { flaw: 'empty' })
  const first = Buffer.from(head.subarray(0, 3)).toString('latin1')
  const own = markedEncoding(first) ?? (head.includes(0) ? unmarkedUtf16(head) : null)
  if (own === null && isBinary(head)) return null
  return (
    lookBy(text, own ?? 'utf-8') ??
    // One that says its encoding is of no other.
    (own === null ? lookByFirst(text, likelyEncodings(sampleOf(file))) : null) ??
    factsOf('text', 'text/plain', { flaw: 'undecodable' })
  )
}

/** More control characters than this are no text's. */
const MOST_CONTROLS = 0.01

function isBinary(head: Uint8Array): boolean {
  if (head.includes(0)) return true
  const controls = head.reduce((sum, byte) => sum + Number(isControl(byte)), 0)
  return controls > MOST_CONTROLS * head.length
}

/** Not those that move on, go back or begin a colour in a terminal's log. */
const isControl = (byte: number) =>
  byte === 0x7f || (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b)

/** Where the text is not ASCII. */
const sampleOf = (file: OpenFile) => file.bytesAt(asciiLength(file), SAMPLE)

function lookByFirst(text: Text, encodings: readonly string[]): FileFacts | null {
  for (const encoding of encodings) {
    const facts = lookBy(text, encoding)
    if (facts !== null) return facts
  }
  return null
}

/** Null where the text is not of this encoding. */
function lookBy({ file, name, head, countMs }: Text, encoding: string): FileFacts | null {
  const beginning = decodedHead(head, encoding)
  const kind = kindOf(beginning, name)
  const delimiter = kind === null ? findDelimiter(extensionOf(name), beginning) : null
  try {
    const found = survey(file, encoding, { delimiter, ms: countMs })
    const { characters, tokens, isBlank, table } = found
    const isJson = kind !== 'json' || isJsonText(file, encoding, characters)
    const named = isJson ? (kind ?? (table === null ? 'text' : 'table')) : 'text'
    const mediaType =
      delimiter === '\t' ? 'text/tab-separated-values' : (MEDIA_TYPES[named] ?? 'text/plain')
    const { rows, columns } = table ?? { rows: null, columns: null }
    const flaw = flawOf(found)
    return factsOf(isBlank ? 'text' : named, mediaType, {
      flaw,
      encoding,
      rows,
      columns,
      characters,
      tokens,
    })
  } catch (error) {
    if (isUndecodable(error)) return null
    throw error
  }
}

function flawOf({ isBlank, table }: Survey): FileFlaw | null {
  if (isBlank) return 'empty'
  if (table?.isOpen === true) return 'broken'
  return (table?.columns ?? 0) > MOST_COLUMNS ? 'too_many_columns' : null
}

/** Markup that says itself what it is. A comment ends at its first end: else many are tried in as many ways. */
const BEFORE = String.raw`^\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[^])*-->\s*)*`
const SVG = new RegExp(
  `${BEFORE}(?:<!DOCTYPE\\s+svg[^[>]*(?:\\[[^\\]]*\\]\\s*)?>\\s*)?<(?:svg:)?svg[\\s>]`,
  'i',
)
const HTML = new RegExp(`${BEFORE}<(?:!doctype\\s+html|html)[\\s>]`, 'i')

/** An SVG is one whatever it is called; of other texts the name knows more, where it says anything. */
function kindOf(beginning: string, name: string): FileKind | null {
  const text = beginning.slice(0, 4_000)
  if (SVG.test(text)) return 'svg'
  return kindByName(name) ?? (HTML.test(text) ? 'html' : null)
}

/** True for JSON and for lines of JSON. */
function isJsonText(file: OpenFile, encoding: string, characters: number | null): boolean {
  if (characters === null || characters > LONGEST_JSON) return true
  const text = [...decodedPieces(file, encoding)].join('')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return isJson(text) || (lines.length > 0 && lines.every(isJson))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
