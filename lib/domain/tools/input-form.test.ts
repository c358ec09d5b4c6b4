import { expect, test } from 'vitest'
import { formFields, readForm, writeForm } from './input-form'
import { validate } from './validate'

const SCHEMA = {
  type: 'object',
  properties: {
    metric: { type: 'string', enum: ['p95', 'count'], description: 'Name as in the registry' },
    range: {
      type: 'object',
      properties: {
        from: { type: 'string', format: 'date' },
        at: { type: ['string', 'null'], format: 'date-time' },
      },
      required: ['from'],
    },
    limit: { anyOf: [{ $ref: '#/$defs/limit' }, { type: 'null' }] },
    deep: { type: 'boolean' },
    ids: { type: 'array', items: { type: 'integer' } },
    filter: { type: 'array', items: { type: 'object' } },
    anything: true,
  },
  required: ['metric', 'range'],
  $defs: { limit: { type: 'integer', description: 'At most 20' } },
}

test('Each field takes its value in the way its schema asks for, with its name, hint and need', () => {
  const fields = formFields(SCHEMA)
  expect(fields.map(({ label, kind, isRequired }) => [label, kind, isRequired])).toEqual([
    ['metric', 'choice', true],
    ['range.from', 'date', true],
    ['range.at', 'dateTime', false],
    ['limit', 'integer', false],
    ['deep', 'boolean', false],
    ['ids', 'list', false],
    ['filter', 'json', false],
    ['anything', 'json', false],
  ])
  expect(fields[0]).toMatchObject({
    hint: 'Name as in the registry',
    choices: ['"p95"', '"count"'],
  })
  expect(fields[3]).toMatchObject({ hint: 'At most 20' })
})

test('What is typed becomes an input that fits the schema, and comes back as it was typed', () => {
  const texts = new Map([
    ['metric', '"p95"'],
    ['range.from', '2026-11-16'],
    ['limit', '3'],
    ['deep', 'false'],
    ['ids', '1\n2'],
    ['filter', '[{"a":1}]'],
  ])
  const fields = formFields(SCHEMA)
  const { input, problems } = readForm(fields, texts)
  expect(problems.size).toBe(0)
  expect(input).toEqual({
    metric: 'p95',
    range: { from: '2026-11-16' },
    limit: 3,
    deep: false,
    ids: [1, 2],
    filter: [{ a: 1 }],
  })
  expect(validate(SCHEMA, input).flaws).toEqual([])
  expect(writeForm(fields, input)).toEqual(texts)
})

test('What is missing or is no value is told by field', () => {
  const texts = new Map(Object.entries({ limit: '2.5', ids: '1\nx', filter: '[', anything: '1' }))
  expect(readForm(formFields(SCHEMA), texts)).toEqual({
    input: { anything: 1 },
    problems: new Map([
      ['metric', 'required'],
      ['range.from', 'required'],
      ['limit', 'integer'],
      ['ids', 'integer'],
      ['filter', 'json'],
    ]),
  })
})

test('A property may have the name of what each object has: it is a field like any other', () => {
  const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']
  const schema = {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    required: names.slice(1),
  }
  const fields = formFields(schema)
  expect(fields.map(({ label, kind }) => [label, kind])).toEqual(
    names.map((name) => [name, 'text']),
  )
  const empty = readForm(fields, new Map())
  expect(Object.keys(empty.input)).toEqual([])
  expect([...empty.problems]).toEqual(names.slice(1).map((name) => [name, 'required']))

  const texts = new Map(names.map((name) => [name, `text of ${name}`]))
  const { input, problems } = readForm(fields, texts)
  expect(problems.size).toBe(0)
  expect(Object.entries(input)).toEqual([...texts])
  expect(writeForm(fields, input)).toEqual(texts)
  expect(writeForm(fields, {})).toEqual(new Map())
})

test('A schema that comes back to itself, or is none, makes a form all the same', () => {
  const self = { type: 'object', properties: { again: { $ref: '#' } } }
  expect(formFields(self).map(({ label }) => label)).toEqual(['again.again.again.again'])
  for (const none of [null, true, { properties: 3 }]) expect(formFields(none)).toEqual([])
})
