import 'server-only'
import { hasFormat } from './formats'
import { matches } from './pattern'
import type { Schema } from './schema'

/** A text or number as a flat schema takes it, cut or brought into range; null where it cannot be. */
export function fitTo(value: string | number, schema: Schema): string | number | null {
  return typeof value === 'string' ? fitText(value, schema) : fitNumber(value, schema)
}

function fitText(given: string, schema: Schema): string | null {
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY
  const least = typeof schema.minLength === 'number' ? schema.minLength : 0
  const letters = Number.isFinite(most) ? Array.from(given) : []
  const text = letters.length > most ? letters.slice(0, most).join('').trim() : given
  // A schema counts characters; one beyond the first plane has two units of a string.
  const isShort = least > 0 && Array.from(text).length < least
  return isShort || !hasFormat(schema.format, text) || !matches(schema.pattern, text) ? null : text
}

function fitNumber(value: number, schema: Schema): number | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const isWithin =
    (typeof minimum !== 'number' || value >= minimum) &&
    (typeof maximum !== 'number' || value <= maximum) &&
    (typeof exclusiveMinimum !== 'number' || value > exclusiveMinimum) &&
    (typeof exclusiveMaximum !== 'number' || value < exclusiveMaximum)
  const isStep =
    typeof multipleOf !== 'number' ||
    multipleOf <= 0 ||
    Math.abs(value / multipleOf - Math.round(value / multipleOf)) < 1e-9
  return isWithin && isStep ? value : null
}
