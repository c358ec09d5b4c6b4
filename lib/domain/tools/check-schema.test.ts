import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { checkSchema } from './check-schema'

const PLAIN = { isStrict: false, isInput: false }
const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })

/** Each flaw as its code and the text it stands at. */
function flawsOf(text: string, asked = PLAIN) {
  return checkSchema(text, asked).map(({ code, from, to }) => `${code} ${text.slice(from, to)}`)
}

/** The text after every fix that is offered. */
function mended(text: string, asked = PLAIN): string {
  return checkSchema(text, asked)
    .flatMap(({ fix }) => fix ?? [])
    .sort((a, b) => b.from - a.from)
    .reduce((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text)
}

const GOOD: unknown[] = [
  true,
  {},
  { type: ['string', 'null'], pattern: '^\\p{L}+$', minLength: 1, maxLength: 1 },
  { type: 'object', properties: { type: { enum: ['x'] } }, required: ['type'] },
  { $defs: { a: { $anchor: 'here' } }, anyOf: [{ $ref: '#/$defs/a' }, { $ref: '#here' }] },
  { prefixItems: [{ const: { type: 'nonsense' } }], items: false, default: { requierd: 1 } },
  { dependentRequired: { a: ['b'] }, dependentSchemas: { a: true }, 'x-mine': 1 },
]

const BAD: readonly [schema: unknown, ...flaws: string[]][] = [
  [{ type: 'integr' }, 'type "integr"'],
  [{ type: [] }, 'empty []'],
  [{ type: ['string', 'string'] }, 'twice "string"'],
  [{ type: 3 }, 'shape 3'],
  [{ properties: [] }, 'shape []'],
  [{ properties: { a: 1 } }, 'notSchema 1'],
  [{ required: 'a' }, 'shape "a"'],
  [{ required: ['a', 'a'], properties: { a: {} } }, 'twice "a"'],
  [{ minLength: -1 }, 'shape -1'],
  [{ minimum: '1' }, 'shape "1"'],
  [{ multipleOf: 0 }, 'shape 0'],
  [{ anyOf: [] }, 'empty []'],
  [{ items: [{}] }, 'tuple "items"'],
  [{ enum: 'a' }, 'shape "a"'],
  [{ uniqueItems: 'yes' }, 'shape "yes"'],
  [{ description: 1 }, 'shape 1'],
  [{ dependentRequired: { a: 'b' } }, 'shape {"a":"b"}'],
  [{ not: null }, 'notSchema null'],
  [[], 'notSchema []'],
]

test('A schema is refused exactly where draft 2020-12 refuses it, with what is wrong and where', () => {
  for (const schema of GOOD) {
    expect([schema, ajv.validateSchema(schema as object)]).toEqual([schema, true])
    expect([schema, flawsOf(JSON.stringify(schema))]).toEqual([schema, []])
  }
  for (const [schema, ...flaws] of BAD) {
    expect([schema, ajv.validateSchema(schema as object)]).not.toEqual([schema, true])
    expect([schema, flawsOf(JSON.stringify(schema))]).toEqual([schema, flaws])
  }
})

test('A misspelt word is told with the one that was meant, and the fix puts that there', () => {
  const text =
    '{"type": "object", "propertes": {"a": {"type": "strng", "format": "datetime"}}, "properties": {"limit": {}}, "required": ["limt"],}'
  expect(flawsOf(text)).toEqual(['syntax ,'])
  const whole = mended(text)
  expect(flawsOf(whole)).toEqual(['keyword "propertes"', 'required "limt"'])
  expect(flawsOf('{"items": {"type": "strng", "format": "datetime"}}')).toEqual([
    'type "strng"',
    'format "datetime"',
  ])
  expect(mended('{"items": {"type": "strng", "format": "datetime"}}')).toBe(
    '{"items": {"type": "string", "format": "date-time"}}',
  )
})

test('What JSON Schema allows and nobody means is advised against', () => {
  const warned = {
    '{"type": "string", "type": "number"}': ['duplicate "type"'],
    '{"properties": {"a": {}, "a": {}}}': ['duplicate "a"'],
    '{"minimum": 3, "maximum": 2}': ['bounds 2'],
    '{"pattern": "("}': ['regex "("'],
    '{"$ref": "#/$defs/none"}': ['ref "#/$defs/none"'],
    '{"$ref": "https://example.com/s.json"}': ['outsideRef "https://example.com/s.json"'],
    '{"definitions": {"a": {"type": "nul"}}}': ['old "definitions"', 'type "nul"'],
    '{"properties": {"a": {}}, "required": ["b"]}': ['required "b"'],
  }
  for (const [text, flaws] of Object.entries(warned)) expect(flawsOf(text)).toEqual(flaws)
})

test('The schema of a tool’s input is one of an object, or is made one', () => {
  const asked = { isStrict: false, isInput: true }
  expect(flawsOf('{"type": "string"}', asked)).toEqual(['rootType "string"'])
  expect(mended('{"type": "string"}', asked)).toBe('{"type": "object"}')
  for (const text of ['{}', '{"properties": {}}']) {
    expect(JSON.parse(mended(text, asked))).toHaveProperty('type', 'object')
  }
})

test('A strict schema is closed, bounds nothing and does not come back to itself; the first is mended', () => {
  const asked = { isStrict: true, isInput: false }
  const open =
    '{"type": "object", "properties": {"a": {"type": "object", "additionalProperties": true}}}'
  expect(flawsOf(open, asked)).toEqual(['strictObject {', 'strictObject true'])
  expect(flawsOf(mended(open, asked), asked)).toEqual([])
  expect(flawsOf('{"type": "array", "minItems": 2, "items": {"maximum": 1}}', asked)).toEqual([
    'strictItems 2',
    'strictKeyword "maximum"',
  ])
  expect(flawsOf('{"anyOf": [{"$ref": "#"}]}', asked)).toEqual(['strictLoop "#"'])
  expect(flawsOf('{"$ref": "https://a.b/c"}', asked)).toEqual(['outsideRef "https://a.b/c"'])
})
