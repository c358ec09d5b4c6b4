import 'server-only'
import type { Facts } from '../facts/facts'
import { findValues } from '../facts/find-values'
import { ENOUGH_FOR_OPTIONAL, type Found, SCORES } from '../facts/found'
import { kindOf, wantedBy } from '../facts/kinds'
import { overlaps } from '../facts/span'
import { conclude } from './conclude'
import { fitTo } from './constraints'
import type { Filling, Place } from './filling'
import { type Schema, textOr, typesOf } from './schema'

interface Part {
  schema: Schema
  place: Place
}

interface Candidate extends Found {
  part: Part
  order: number
}

/**
 * Shares the facts of a text out among the properties that want one each: what speaks most for a
 * value first, and no piece of the text twice.
 */
export function fillScalars(
  parts: readonly Part[],
  facts: Facts,
  filling: Filling,
): Map<string, string | number> {
  const hasDay = parts.some(({ place }) => kindOf(place.name, '') === 'date')
  const candidates = parts.flatMap((part, order) =>
    candidatesFor(part, order, facts, filling, hasDay),
  )
  candidates.sort((a, b) => b.score - a.score || a.order - b.order || a.span.start - b.span.start)
  const values = new Map<string, string | number>()
  const taken: Found['span'][] = []
  const before = new Set(filling.taken)
  for (const { value, score, span, part } of candidates) {
    const { name } = part.place
    if (
      values.has(name) ||
      (score < SCORES.cue && before.has(String(value))) ||
      taken.some((other) => overlaps(other, span))
    )
      continue
    values.set(name, value)
    if (!filling.isDocument && typeof value === 'string') filling.taken.add(value)
    if (span.end > span.start) taken.push(span)
  }
  return values
}

const MOST_CANDIDATES = 60

function candidatesFor(
  part: Part,
  order: number,
  facts: Facts,
  filling: Filling,
  hasDay: boolean,
): Candidate[] {
  if (--filling.left < 0) return []
  const { schema, place } = part
  const types = typesOf(schema)
  const type = types.includes('string')
    ? 'string'
    : types.includes('integer')
      ? 'integer'
      : 'number'
  const about = {
    type,
    description: textOr(schema.description, ''),
    format: formatOf(schema),
  } as const
  const own = wantedBy(place.name, about, place.parent)
  // Where no property takes the day, the time takes it along: "tomorrow at 9".
  const takesDay = own.kind === 'time' && own.format === null && !hasDay && !filling.isDocument
  const wanted = takesDay ? { ...own, kind: 'datetime' as const } : own
  // A name that merely stands in the text is no free text.
  const least =
    wanted.kind === 'plain'
      ? Math.max(SCORES.weak, leastFor(place, filling))
      : leastFor(place, filling)
  const concluded = filling.isDocument ? conclude(wanted, facts) : []
  return [...concluded, ...findValues(wanted, facts)]
    .slice(0, MOST_CANDIDATES)
    .concat(byPattern(schema, facts))
    .flatMap((found) => {
      const value = found.score < least ? null : fitTo(found.value, schema)
      return value === null ? [] : [{ ...found, value, part, order }]
    })
}

const formatOf = ({ format }: Schema) => (typeof format === 'string' ? format : null)

function leastFor({ isRequired }: Place, { isDocument }: Filling): number {
  if (!isRequired) return ENOUGH_FOR_OPTIONAL
  return isDocument ? SCORES.weak : 1
}

const BY_FORM: ReadonlySet<unknown> = new Set(['uuid', 'ipv4', 'ipv6', 'hostname', 'duration'])

/** With a pattern or form of its own, a word of the text that has it is a value. */
function byPattern({ pattern, format }: Schema, facts: Facts): Found[] {
  if (typeof pattern !== 'string' && !BY_FORM.has(format)) return []
  return Array.from(
    facts.text.slice(0, 4000).matchAll(/[^\s,;:!?()"“”，。；：！？（）]{1,60}/g),
    (match) => {
      const text = match[0].replace(/[.]$/, '')
      return {
        value: text,
        span: { text, start: match.index, end: match.index + text.length },
        score: SCORES.form,
      }
    },
  )
}
