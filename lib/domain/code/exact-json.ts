import { readJsonTokens } from '@/lib/wire/json-numbers'
import { FileValue } from './file-value'

/** A number that JSON.parse would round: its text. */
export class ExactNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** A JSON value in which no number has lost a digit, and strings may be made of files. */
export type Json = null | boolean | number | string | ExactNumber | FileValue | Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json
}

/** The same as it is read from a text, which holds no files. */
export type ReadJson = null | boolean | number | string | ExactNumber | ReadJson[] | ReadObject
interface ReadObject {
  [name: string]: ReadJson
}

/** True for a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ExactNumber) &&
    !(value instanceof FileValue)
  )
}

/** Reads a JSON text, which has been parsed before: it has no fault. */
export function parseExact(text: string): ReadJson {
  const mark = unusedMark(text)
  let isExact = true
  let marked = ''
  let end = 0
  for (const { kind, start, length } of readJsonTokens(text)) {
    if (kind !== 'rounded') continue
    isExact = false
    const number = text.slice(start, start + length)
    marked += `${text.slice(end, start)}"${mark}${number}"`
    end = start + length
  }
  if (isExact) return JSON.parse(text)
  return JSON.parse(marked + text.slice(end), (_, value: ReadJson) =>
    typeof value === 'string' && value.startsWith(mark)
      ? new ExactNumber(value.slice(mark.length))
      : value,
  )
}

/** The JSON text of a value, its numbers as they were; `write` makes all other texts in it. */
export function stringifyExact(
  value: Json,
  write: (scalar: Exclude<Json, ExactNumber | Json[] | JsonObject>) => string = JSON.stringify,
): string {
  if (value instanceof ExactNumber) return value.text
  if (Array.isArray(value)) return `[${value.map((item) => stringifyExact(item, write)).join(',')}]`
  if (!isObject(value)) return write(value)
  const members = Object.entries(value).map(
    ([name, member]) => `${write(name)}:${stringifyExact(member, write)}`,
  )
  return `{${members.join(',')}}`
}

/** How no string of the text begins, whoever wrote it. */
function unusedMark(text: string): string {
  let mark = 'number:'
  while (text.includes(mark)) mark = `_${mark}`
  return mark
}
