import 'server-only'
import type { Facts } from '../facts/facts'
import type { Schema } from './schema'

/** A schema being filled. */
export interface Filling {
  root: Schema
  /** A document says nothing where nothing is known; in a call what must be known is missing. */
  isDocument: boolean
  /** Paths of what must be there and was not found. */
  missing: string[]
  /** Schemas that may still be looked at: a bound for those that are large or refer to themselves. */
  left: number
  /** Texts that properties of a call have already. */
  taken: Set<string>
}

/** A value, and how much of it the text said. */
export interface Filled {
  value: unknown
  known: number
}

/** Where a schema stands. */
export interface Place {
  name: string
  /** The name of the property around it. */
  parent: string
  path: string
  isRequired: boolean
  depth: number
}

/** A new filling of a schema. */
export const newFilling = (root: Schema, isDocument: boolean): Filling => ({
  root,
  isDocument,
  missing: [],
  left: 600,
  taken: new Set(),
})

/** Fills a schema with what a text says; null where nothing does and nothing must be there. */
export type Fill = (given: unknown, facts: Facts, filling: Filling, place: Place) => Filled | null
