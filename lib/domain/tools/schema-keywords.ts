/** What a keyword's value must be. */
export type KeywordShape =
  | 'any'
  | 'array'
  | 'boolean'
  | 'count' // a whole number, 0 or more
  | 'named' // an object whose values are schemas
  | 'namedStrings' // an object whose values are lists of names
  | 'number'
  | 'positive'
  | 'reference'
  | 'regex'
  | 'schema'
  | 'schemas' // a list of schemas, not empty
  | 'string'
  | 'strings' // a list of names, none twice
  | 'type'
  | 'vocabulary'

/** The types of JSON, as `type` names them. */
export const SCHEMA_TYPES = [
  ...(['string', 'number', 'integer', 'boolean'] as const),
  ...(['object', 'array', 'null'] as const),
] as const

interface Keyword {
  shape: KeywordShape
  /** The type whose values alone it says something about. */
  of?: 'string' | 'number' | 'object' | 'array'
}

/** The keywords of JSON Schema draft 2020-12. Its meta-schemas say the shapes. */
export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  type: { shape: 'type' },
  description: { shape: 'string' },
  enum: { shape: 'array' },
  const: { shape: 'any' },
  default: { shape: 'any' },
  title: { shape: 'string' },
  examples: { shape: 'array' },
  format: { shape: 'string', of: 'string' },
  pattern: { shape: 'regex', of: 'string' },
  minLength: { shape: 'count', of: 'string' },
  maxLength: { shape: 'count', of: 'string' },
  contentEncoding: { shape: 'string', of: 'string' },
  contentMediaType: { shape: 'string', of: 'string' },
  contentSchema: { shape: 'schema', of: 'string' },
  minimum: { shape: 'number', of: 'number' },
  maximum: { shape: 'number', of: 'number' },
  exclusiveMinimum: { shape: 'number', of: 'number' },
  exclusiveMaximum: { shape: 'number', of: 'number' },
  multipleOf: { shape: 'positive', of: 'number' },
  properties: { shape: 'named', of: 'object' },
  required: { shape: 'strings', of: 'object' },
  additionalProperties: { shape: 'schema', of: 'object' },
  patternProperties: { shape: 'named', of: 'object' },
  propertyNames: { shape: 'schema', of: 'object' },
  minProperties: { shape: 'count', of: 'object' },
  maxProperties: { shape: 'count', of: 'object' },
  dependentRequired: { shape: 'namedStrings', of: 'object' },
  dependentSchemas: { shape: 'named', of: 'object' },
  unevaluatedProperties: { shape: 'schema', of: 'object' },
  items: { shape: 'schema', of: 'array' },
  prefixItems: { shape: 'schemas', of: 'array' },
  contains: { shape: 'schema', of: 'array' },
  minItems: { shape: 'count', of: 'array' },
  maxItems: { shape: 'count', of: 'array' },
  uniqueItems: { shape: 'boolean', of: 'array' },
  minContains: { shape: 'count', of: 'array' },
  maxContains: { shape: 'count', of: 'array' },
  unevaluatedItems: { shape: 'schema', of: 'array' },
  anyOf: { shape: 'schemas' },
  oneOf: { shape: 'schemas' },
  allOf: { shape: 'schemas' },
  not: { shape: 'schema' },
  if: { shape: 'schema' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword, and nobody awaits this table
  then: { shape: 'schema' },
  else: { shape: 'schema' },
  $ref: { shape: 'reference' },
  $defs: { shape: 'named' },
  deprecated: { shape: 'boolean' },
  readOnly: { shape: 'boolean' },
  writeOnly: { shape: 'boolean' },
  $schema: { shape: 'string' },
  $id: { shape: 'string' },
  $anchor: { shape: 'string' },
  $comment: { shape: 'string' },
  $dynamicRef: { shape: 'string' },
  $dynamicAnchor: { shape: 'string' },
  $vocabulary: { shape: 'vocabulary' },
}

/** Keywords of earlier drafts, with what took their place. Their values are still looked at. */
export const OLD_KEYWORDS: Readonly<Record<string, Keyword & { now: string }>> = {
  definitions: { shape: 'named', now: '$defs' },
  dependencies: { shape: 'any', now: 'dependentRequired' },
  additionalItems: { shape: 'schema', now: 'items' },
  id: { shape: 'any', now: '$id' },
  $recursiveRef: { shape: 'string', now: '$dynamicRef' },
}

/** The formats that draft 2020-12 names (validation §7.3). */
export const FORMATS = [
  ...['date', 'time', 'date-time', 'duration', 'email', 'idn-email', 'hostname', 'idn-hostname'],
  ...['ipv4', 'ipv6', 'uri', 'uri-reference', 'iri', 'iri-reference', 'uuid', 'uri-template'],
  ...['json-pointer', 'relative-json-pointer', 'regex'],
] as const

/** The lower and the upper of two bounds, which must not cross. */
export const BOUNDS = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minContains', 'maxContains'],
] as const

/** What structured outputs refuse, by claude-api.md §2.5. */
export const REFUSED_WHEN_STRICT: ReadonlySet<string> = new Set([
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength'],
])
