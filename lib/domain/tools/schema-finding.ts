import type { JsonFault } from '../json-text/source'
import type { KeywordShape } from './schema-keywords'

/** What is wrong with a schema. Its words are the message `tools.schema.<code>`. */
export type SchemaFlaw =
  | { code: 'syntax'; fault: JsonFault['code'] }
  | { code: 'duplicate'; name: string }
  | { code: 'notSchema' }
  | { code: 'rootType' }
  | { code: 'type'; given: string; nearest: string | null }
  | { code: 'shape'; keyword: string; shape: KeywordShape }
  | { code: 'empty'; keyword: string }
  | { code: 'twice'; keyword: string }
  | { code: 'tuple' }
  | { code: 'regex'; pattern: string }
  | { code: 'keyword'; given: string; nearest: string | null }
  | { code: 'old'; given: string; now: string }
  | { code: 'format'; given: string; nearest: string }
  | { code: 'ref'; ref: string }
  | { code: 'outsideRef'; ref: string }
  | { code: 'required'; name: string; nearest: string | null }
  | { code: 'bounds'; low: string; high: string }
  | { code: 'strictObject' }
  | { code: 'strictKeyword'; keyword: string }
  | { code: 'strictItems' }
  | { code: 'strictLoop' }

/** A flaw, where it stands in the text, and what would mend it. */
export type SchemaFinding = SchemaFlaw & {
  severity: 'error' | 'warning'
  from: number
  to: number
  fix: SchemaFix | null
}

/** Puts a text in the place of another. */
export interface SchemaFix {
  from: number
  to: number
  insert: string
}
