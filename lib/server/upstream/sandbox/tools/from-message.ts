import 'server-only'
import { isRecord } from '@/lib/wire/json'
import { kindOf } from '../facts/kinds'
import { fitTo } from '../json/constraints'
import { gistOf, titleOf } from '../json/gist'
import { flatten, propertiesOf, propertyOf, type Schema, textOr, typesOf } from '../json/schema'
import type { Planned } from './plan-calls'

const LONGEST = 1000
const HEADINGS: ReadonlySet<string> = new Set(['title', 'subject'])
const TEXTS: ReadonlySet<string> = new Set(['summary', 'text', 'query', 'answer'])
/** What is chosen or looked up rather than put in words. */
const NO_WORDS =
  /\b(?:code|key|token|type|category|class|kind|level|method|mode|format|version|status|state|label|slug|hash|model|plan|tier|brand|size)\b/i

/** A call that must be made takes its free texts from the message itself, where nothing is marked as one. */
export function withMessage(call: Planned, message: string): Planned {
  const text = message.trim()
  if (text === '' || call.missing.length === 0) return call
  const { schema } = call.tool
  const input = call.missing.reduce<Planned['input']>(
    (made, path) => put(made, path.split('.'), schema, schema, text),
    call.input,
  )
  return { ...call, input }
}

function put(
  input: Planned['input'],
  [name = '', ...rest]: readonly string[],
  at: Schema,
  root: Schema,
  text: string,
): Planned['input'] {
  const flat = flatten(at, root)
  if (!Object.hasOwn(propertiesOf(flat), name)) return input
  const property = propertyOf(flat, name, root)
  if (rest.length === 0) {
    const value = worded(name, property, text)
    return value === null ? input : { ...input, [name]: value }
  }
  const inner = input[name]
  return isRecord(inner) ? { ...input, [name]: put(inner, rest, property, root, text) } : input
}

function worded(name: string, schema: Schema, text: string): string | number | null {
  if (typesOf(schema)[0] !== 'string' || Array.isArray(schema.enum)) return null
  const description = textOr(schema.description, '')
  const kind = kindOf(name, description)
  if (HEADINGS.has(kind)) return fitTo(titleOf(text), schema)
  const isFree = TEXTS.has(kind) || (kind === 'plain' && !NO_WORDS.test(name.replaceAll('_', ' ')))
  return isFree ? fitTo(text.length > LONGEST ? gistOf(text) : text, schema) : null
}
