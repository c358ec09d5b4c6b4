import 'server-only'
import type { JSONValue } from '@jmespath-community/jmespath'
import { ExactNumber, isObject, parseExact, type ReadJson } from '@/lib/domain/code/exact-json'
import { withFile } from '../../inspect/open-file'
import { decodedPieces } from '../../inspect/text/decode'
import type { AskedFile } from '../job'
import { QueryProblem } from '../query-problem'

/** Values take many times the room of their text. */
const MOST_BYTES = 64 * 1024 ** 2

/** Reads JSON, or lines of it as an array; for a query that may name what every object inherits. */
export function readJson({ path, name, facts }: AskedFile, query: string): Promise<JSONValue> {
  return withFile(path, async (file) => {
    if (file.size > MOST_BYTES) {
      throw new QueryProblem(
        `${name} is too large: JSON of up to ${MOST_BYTES / 1024 ** 2} MB is read.`,
      )
    }
    const text = [...decodedPieces(file, facts.encoding ?? 'utf-8')].join('')
    const value = readValue(text, name)
    return MAY_INHERIT.test(query) ? withoutPrototypes(value) : value
  })
}

const MAY_INHERIT = new RegExp(
  [...Object.getOwnPropertyNames(Object.prototype), String.raw`\\`].join('|'),
)

function readValue(text: string, name: string): JSONValue {
  const whole = parse(text)
  if ('value' in whole) return whole.value
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parse)
  const values = lines.flatMap((line) => ('value' in line ? [line.value] : []))
  if (lines.length > 1 && values.length === lines.length) return values
  const bad = lines.findIndex((line) => 'fault' in line)
  const where = bad > 0 ? `, and not JSON Lines either: the ${bad + 1}. of its lines is none` : ''
  throw new QueryProblem(`${name} is not valid JSON${where}. ${whole.fault}`)
}

function parse(text: string): { value: JSONValue } | { fault: string } {
  try {
    const value: JSONValue = JSON.parse(text)
    return { value: HAS_LONG.test(text) ? withTexts(parseExact(text)) : value }
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: error.message }
    throw error
  }
}

/** An integer that a double has not all digits of, and a number that is more than any, are among these. */
const HAS_LONG = /\d{16}|\d[eE]\+?\d{2}/

/**
 * Integers that would lose digits are texts: an id is found and told as it stands. Decimals are numbers,
 * however many digits they have: nobody looks for the last of them.
 */
function withTexts(value: ReadJson): JSONValue {
  if (value instanceof ExactNumber) {
    const number = Number(value.text)
    return INTEGER.test(value.text) || !Number.isFinite(number) ? value.text : number
  }
  if (Array.isArray(value)) return value.map(withTexts)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withTexts(part)]))
}

const INTEGER = /^-?\d+$/

/** A query must not find a `constructor` in an object that has none of its own. */
function withoutPrototypes(value: JSONValue): JSONValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutPrototypes)
  const own: Record<string, JSONValue> = Object.setPrototypeOf({}, null)
  for (const [name, part] of Object.entries(value)) own[name] = withoutPrototypes(part)
  return own
}
