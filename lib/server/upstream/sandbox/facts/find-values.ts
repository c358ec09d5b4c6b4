import 'server-only'
import { cueFor } from './cues'
import type { Facts } from './facts'
import { type Found, found, SCORES } from './found'
import { type Kind, kindOf, type Wanted } from './kinds'
import { labelFit, readSpokenOf } from './labels'
import { numberValues } from './number-values'
import { READERS } from './readers'
import { numberedAs, saidByVerb } from './said-by-verb'
import type { Span } from './span'

/** A label with less in common with a property is another's. */
const LEAST_FIT = 0.5

/** The values that a text may have for a property, what speaks most for them first. */
export function findValues(wanted: Wanted, facts: Facts): Found[] {
  const isNumber = wanted.type === 'number' || wanted.type === 'integer'
  const read = isNumber && wanted.kind !== 'id' ? numberValues : READERS[wanted.kind]
  const byForm = read(wanted, facts)
  const isNarrow = isNumber || NARROW.has(wanted.kind)
  const candidates = [
    ...labelled(wanted, facts).flatMap(([piece, score]) =>
      narrowed(wanted.kind, piece, score, isNarrow, byForm),
    ),
    ...readSpokenOf(facts.text, wanted).flatMap((piece) =>
      narrowed(wanted.kind, piece, SCORES.said, isNarrow, byForm),
    ),
    ...saidByVerb(wanted, facts.text),
    ...numberedAs(wanted, facts.text),
    ...byForm,
  ]
  return candidates
    .map((one) => {
      const cue = cueFor(wanted, facts.text, one.span)
      // A preposition makes no guess likely: "to Leeds" is no person.
      return { ...one, score: one.score + (one.score <= SCORES.guess && cue > 0 ? 0 : 15 * cue) }
    })
    .flatMap((one) => typed(wanted, one))
    .filter(({ score, value }) => score > 0 && value !== '')
    .sort((a, b) => b.score - a.score || a.span.start - b.span.start)
}

function labelled(wanted: Wanted, facts: Facts): [piece: Span, score: number][] {
  return facts.labels().flatMap((label): [Span, number][] => {
    const fit = labelFit(label, wanted)
    if (fit < LEAST_FIT || label.value.text === '') return []
    // A label may say another kind of thing with one of the same words: "company" and "company email".
    const kind = kindOf(label.label, '')
    const isOther = kind !== wanted.kind && DISTINCT.has(kind) && DISTINCT.has(wanted.kind)
    return fit < 1 && isOther ? [] : [[label.value, SCORES.labelled * fit]]
  })
}

const DISTINCT: ReadonlySet<Kind> = new Set<Kind>([
  'email',
  'phone',
  'date',
  'url',
  'money',
  'age',
  'id',
  'company',
  'place',
  'person',
  'currency',
])

/** The value of the property's kind within a piece of text; the whole piece where the kind is free text. */
function narrowed(
  kind: Kind,
  piece: Span,
  score: number,
  isNarrow: boolean,
  byForm: readonly Found[],
): Found[] {
  if (!isNarrow) return [found(headOf(piece, kind), score)]
  // The piece may end too early: at the full stop in "a@b.example".
  const inside = byForm.find(({ span }) => piece.start <= span.start && span.start < piece.end)
  if (inside !== undefined) return [{ ...inside, score }]
  return [found(piece, score - SCORES.likely)]
}

/** Names end at a comma: "Patient: Eva Lind, aged 62". */
function headOf(piece: Span, kind: Kind): Span {
  if (!NAMES.has(kind)) return piece
  const text = piece.text.split(/[,，(（]/)[0]?.trim() ?? ''
  return text === '' ? piece : { text, start: piece.start, end: piece.start + text.length }
}

const NAMES: ReadonlySet<Kind> = new Set<Kind>(['person', 'name', 'first_name', 'last_name'])

/** Kinds whose values have a form, so that they are found inside a longer piece. */
const NARROW: ReadonlySet<Kind> = new Set<Kind>([
  'email',
  'url',
  'phone',
  'date',
  'datetime',
  'time',
  'currency',
  'symbol',
  'id',
  'timezone',
  'language',
])

/** A value as the schema's type has it. */
function typed(wanted: Wanted, one: Found): Found[] {
  if (wanted.type === 'string') return [{ ...one, value: String(one.value) }]
  if (wanted.type === 'boolean') return []
  const value = typeof one.value === 'number' ? one.value : Number(one.value.replaceAll(',', ''))
  if (!Number.isFinite(value) || one.value === '') return []
  if (wanted.type === 'integer' && !Number.isInteger(value))
    return [{ ...one, value: Math.round(value), score: one.score - 5 }]
  return [{ ...one, value }]
}
