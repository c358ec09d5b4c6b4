import 'server-only'
import type { Facts } from './facts'
import type { Wanted } from './kinds'
import type { Span } from './span'

/** A value that may be a property's, where it stands, and how much speaks for it (see `SCORES`). */
export interface Found {
  value: string | number
  span: Span
  score: number
}

/**
 * What speaks for a value: from a guess, which only a value that must be there may rest on, to a
 * label of its own.
 */
export const SCORES = {
  guess: 2,
  weak: 5,
  likely: 12,
  form: 20,
  cue: 35,
  said: 50,
  labelled: 60,
} as const

/** A value that need not be there needs at least this. */
export const ENOUGH_FOR_OPTIONAL = SCORES.likely

export const found = (span: Span, score: number, value: string | number = span.text): Found => ({
  value,
  span,
  score,
})

export const allFound = (spans: readonly Span[], score: number): Found[] =>
  spans.map((span) => found(span, score))

/** Reads the values that a text may have for a property. */
export type Reader = (wanted: Wanted, facts: Facts) => Found[]
