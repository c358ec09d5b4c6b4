import 'server-only'
import type { JSONValue } from '@jmespath-community/jmespath'
import { ExactNumber, isObject, type Json, parseExact } from '@/lib/domain/code/exact-json'
import { withFile } from '../../inspect/open-file'
import { decodedPieces } from '../../inspect/text/decode'
import type { AskedFile } from '../job'
import { QueryProblem } from '../query-problem'

/** Values take many times the room of their text. */
const MOST_BYTES = 64 * 1024 ** 2

/** Reads JSON, or lines of it as an array. */
export function readJson({ path, name, facts }: AskedFile): Promise<JSONValue> {
  return withFile(path, async (file) => {
    if (file.size > MOST_BYTES) {
      throw new QueryProblem(
        `${name} is too large: JSON of up to ${MOST_BYTES / 1024 ** 2} MB is read.`,
      )
    }
    const text = [...decodedPieces(file, facts.encoding ?? 'utf-8')].join('')
    const fault = faultOf(text)
    return fault === null ? readValue(text) : linesOf(text, name, fault).map(readValue)
  })
}

/** The lines of a text that is not JSON itself, where each of them is. */
function linesOf(text: string, name: string, fault: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const bad = lines.findIndex((line) => faultOf(line) !== null)
  if (lines.length > 1 && bad === -1) return lines
  const where = bad > 0 ? `, and not JSON Lines either: its line ${bad + 1} is none` : ''
  throw new QueryProblem(`${name} is not valid JSON${where}. ${fault}`)
}

function faultOf(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** A number that a double has all digits of is none of these. */
const MAY_LOSE_DIGITS = /\d[\d.]{15}|\d[eE][+-]?\d{2}/

function readValue(text: string): JSONValue {
  return bareValue(MAY_LOSE_DIGITS.test(text) ? parseExact(text) : JSON.parse(text))
}

/**
 * A value without what JavaScript adds: a query must not find a `constructor` in it. Numbers that would
 * lose digits are texts, so that an id is found and told as it stands.
 */
function bareValue(value: Json): JSONValue {
  if (value instanceof ExactNumber) return value.text
  if (Array.isArray(value)) return value.map(bareValue)
  if (!isObject(value)) return value
  const own: Record<string, JSONValue> = Object.setPrototypeOf({}, null)
  for (const [name, part] of Object.entries(value)) own[name] = bareValue(part)
  return own
}
