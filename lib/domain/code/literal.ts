import { ExactNumber, isObject, type Json } from './exact-json'
import { FileValue } from './file-value'

/** How a language writes a JSON value down. */
export interface Dialect {
  indent: number
  string(text: string): string
  /** The name of a member, with what parts it from its value. */
  name(name: string): string
  number(text: string): string
  exact(text: string): string
  file(value: FileValue): string
  words: Readonly<Record<'true' | 'false' | 'null', string>>
  /** A text of several lines, each a string of its own. */
  lines(lines: readonly string[], indent: string): string
  /** Between the brace and what stands in the same line. */
  padding: string
}

const WIDTH = 88
/** More lines, or longer ones, stay one string: the reader would not see the program any more. */
const MOST_LINES = 100
const MOST_CHARACTERS = 8000

/** A JSON value as a literal, in one line where it has room; `column` is where it begins. */
export function writeLiteral(value: Json, dialect: Dialect, level = 0, column = 0): string {
  const parts = partsOf(value, dialect)
  if (parts === null) return writeScalar(value, dialect, level)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (parts.length === 0) return open + close
  const short = writeInLine(value, dialect, WIDTH - column)
  if (short !== null) return short
  const indent = ' '.repeat((level + 1) * dialect.indent)
  const members = parts.map(([name, member]) => {
    const head = indent + name
    const text = writeLiteral(member, dialect, level + 1, head.length + 1)
    // What begins with a line of its own leaves no white space before it.
    const whole = text.startsWith('\n')
      ? name.trimEnd() + (name === '' ? text.trim() : text)
      : name + text
    return `${indent}${whole},\n`
  })
  return `${open}\n${members.join('')}${' '.repeat(level * dialect.indent)}${close}`
}

/** The members with how each begins; null for what has none. */
function partsOf(value: Json, { name }: Dialect): [name: string, member: Json][] | null {
  if (Array.isArray(value)) return value.map((item) => ['', item])
  if (!isObject(value)) return null
  return Object.entries(value).map(([key, member]) => [name(key), member])
}

/** In at most `room` characters; null where that is too few. */
function writeInLine(value: Json, dialect: Dialect, room: number): string | null {
  if (typeof value === 'string' && (value.length > room || isSplit(value))) return null
  const parts = partsOf(value, dialect)
  if (parts === null) {
    const text = writeScalar(value, dialect, 0)
    return text.length > room ? null : text
  }
  const isList = Array.isArray(value)
  // Objects one below the other are found again; beside each other they are not.
  if (isList && value.length > 1 && value.some(isObject)) return null
  let inside = ''
  for (const [name, member] of parts) {
    const begun = inside === '' ? name : `${inside}, ${name}`
    const text = writeInLine(member, dialect, room - begun.length - 2)
    if (text === null) return null
    inside = begun + text
  }
  const padding = parts.length === 0 || isList ? '' : dialect.padding
  return isList ? `[${inside}]` : `{${padding}${inside}${padding}}`
}

function writeScalar(value: Json, dialect: Dialect, level: number): string {
  if (value instanceof ExactNumber) return dialect.exact(value.text)
  if (value instanceof FileValue) return dialect.file(value)
  if (typeof value === 'number') return dialect.number(String(value))
  if (typeof value !== 'string')
    return dialect.words[value === null ? 'null' : value ? 'true' : 'false']
  if (!isSplit(value)) return dialect.string(value)
  const lines = value.match(/[^\n]*\n|[^\n]+/g) ?? []
  return dialect.lines(lines.map(dialect.string), ' '.repeat((level + 1) * dialect.indent))
}

function isSplit(text: string): boolean {
  const end = text.indexOf('\n')
  if (end === -1 || end === text.length - 1 || text.length > MOST_CHARACTERS) return false
  return text.split('\n', MOST_LINES + 1).length <= MOST_LINES
}

/** What is not seen or is taken for something else: control and format characters, half pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** A text without what would end its literal, or would not be seen in it. */
export function escapeText(
  text: string,
  quote: string,
  escapeOf: (code: number, character: string) => string,
): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replace(
      UNSEEN,
      (character) => SHORT.get(character) ?? escapeOf(character.codePointAt(0) ?? 0, character),
    )
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** A code unit of four hexadecimal digits. */
export function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
