import Ajv from 'ajv/dist/2020'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Brief } from '../answer/brief'
import { readFacts } from '../facts/facts'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { briefOf } from '../text/test-brief'
import { composeJson } from './compose-json'
import { fill } from './fill'
import { newFilling } from './filling'
import { FORMAT_PATTERNS } from './formats'
import type { Schema } from './schema'

const TEXT = { type: 'string' }
const NUMBER = { type: 'number' }
const COUNT = { type: 'integer' }
const record = (properties: Record<string, unknown>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const listOf = (items: unknown) => ({ type: 'array', items })
const read = (schema: Schema, text: string, rest: Partial<Brief> = {}): unknown =>
  JSON.parse(composeJson(schema, briefOf(text, rest)))

const ajv = new Ajv({ strict: false, logger: false, meta: false, formats: FORMAT_PATTERNS })
const isValid = (schema: Schema, json: string): boolean => ajv.validate(schema, JSON.parse(json))

/** Schemas within the API's limits (claude-api.md §2.5): no recursion, no bounds but `minItems` 0 and 1. */
const NAMES = [
  'name',
  'age',
  'email',
  'date',
  'total',
  'items',
  'summary',
  'city',
  'is_paid',
  'tags',
  'x',
  '姓名',
]
const FORMATS = Object.keys(FORMAT_PATTERNS)
const { schema: schemas } = fc.letrec<{
  schema: Schema
  leaf: Schema
  object: Schema
  list: Schema
  union: Schema
  nullable: Schema
}>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    tie('object'),
    tie('list'),
    tie('union'),
    tie('nullable'),
  ),
  leaf: fc.oneof(
    fc.constantFrom<Schema>(
      TEXT,
      NUMBER,
      COUNT,
      { type: 'boolean' },
      { type: 'null' },
      { $ref: '#/$defs/shared' },
    ),
    fc.constantFrom(...FORMATS).map((format) => ({ type: 'string', format })),
    fc
      .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), {
        minLength: 1,
        maxLength: 4,
      })
      .map((values) => ({ enum: values })),
    fc
      .oneof(fc.string(), fc.integer(), fc.constantFrom(null, true, [1], { a: 1 }))
      .map((value) => ({ const: value })),
    fc
      .constantFrom('^[A-Z]{3}-\\d{4}$', '^(?:low|high)$', '^\\+?[0-9]{6,}$')
      .map((pattern) => ({ type: 'string', pattern })),
  ),
  object: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('schema'), fc.boolean()), {
      maxLength: 5,
      selector: ([name]) => name,
    })
    .map((entries) => ({
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, schema]) => [name, schema])),
      required: entries.flatMap(([name, , isRequired]) => (isRequired ? [name] : [])),
      additionalProperties: false,
    })),
  list: fc.record({
    type: fc.constant('array'),
    items: tie('schema'),
    minItems: fc.constantFrom(0, 1),
  }),
  union: fc
    .tuple(
      fc.constantFrom('anyOf', 'allOf'),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
    )
    .map(([keyword, branches]) =>
      // Schemas that contradict each other have no value at all.
      keyword === 'allOf' ? { allOf: branches.slice(0, 1) } : { anyOf: branches },
    ),
  nullable: fc
    .constantFrom('string', 'number', 'integer', 'boolean')
    .map((type) => ({ type: [type, 'null'] })),
}))

const MATERIAL = [
  'Extract: Ada Lovelace, 36, ada@example.org, paid $45.00 on 2026-03-05 in London.',
  '姓名：王芳，年龄：28，城市：成都，合计：120元，日期：2026年3月5日',
  '| name | total |\n|---|---|\n| Tea | 3 |\n| Milk | 4.5 |',
  '',
]

describe('JSON for a schema', () => {
  it('Item 33: is valid for the schema, whatever the schema and the words', () => {
    const law = fc.property(
      schemas,
      fc.oneof(fc.constantFrom(...MATERIAL), fc.string({ unit: 'binary', maxLength: 60 })),
      (schema, text) => {
        const root = { ...schema, $defs: { shared: record({ label: TEXT, amount: NUMBER }) } }
        expect(isValid(root, composeJson(root, briefOf(text)))).toBe(true)
      },
    )
    fc.assert(law, { numRuns: 200 })
  })

  it('is the same for the same brief', () => {
    const schema = record({ name: TEXT, age: COUNT, tags: listOf(TEXT) })
    const brief = briefOf('Ada Lovelace, 36, wrote the first program. Tags: maths, engines')
    expect(composeJson(schema, brief)).toBe(composeJson(schema, brief))
  })

  it.each<[text: string, schema: Schema, expected: unknown]>([
    [
      'Extract the customer: Grace Hopper, 45, lives in Boston',
      record({ name: TEXT, age: COUNT, city: TEXT }),
      { name: 'Grace Hopper', age: 45, city: 'Boston' },
    ],
    [
      'Read this card. Omar Haddad works at Northwind Ltd. Mail omar@northwind.example, phone +44 20 7946 0958.',
      record({
        name: TEXT,
        company: TEXT,
        email: { type: 'string', format: 'email' },
        phone: TEXT,
      }),
      {
        name: 'Omar Haddad',
        company: 'Northwind Ltd',
        email: 'omar@northwind.example',
        phone: '+44 20 7946 0958',
      },
    ],
    [
      'Invoice #A-77\nDate: May 9, 2026\nVendor: Red Kite GmbH\nSubtotal: €80.00\nTax: €15.20\nTotal: €95.20',
      record({
        invoice_number: TEXT,
        date: { type: 'string', format: 'date' },
        vendor: TEXT,
        tax: NUMBER,
        total: NUMBER,
        currency: TEXT,
      }),
      {
        invoice_number: 'A-77',
        date: '2026-05-09',
        vendor: 'Red Kite GmbH',
        tax: 15.2,
        total: 95.2,
        currency: 'EUR',
      },
    ],
    [
      '提取联系人：李娜，29岁，住在杭州，手机13912345678，邮箱lina@example.cn',
      record({ name: TEXT, age: COUNT, city: TEXT, phone: TEXT, email: TEXT }),
      { name: '李娜', age: 29, city: '杭州', phone: '13912345678', email: 'lina@example.cn' },
    ],
    [
      '姓名：赵敏\n年龄：41\n职业：医生\n公司：仁和医院\n日期：2025年12月1日',
      record({
        name: TEXT,
        age: COUNT,
        occupation: TEXT,
        company: TEXT,
        date: { type: 'string', format: 'date' },
      }),
      { name: '赵敏', age: 41, occupation: '医生', company: '仁和医院', date: '2025-12-01' },
    ],
    [
      'We need 4 chairs at $25.50 each and 2 desks at $130 each.',
      record({ items: listOf(record({ name: TEXT, quantity: COUNT, unit_price: NUMBER })) }),
      {
        items: [
          { name: 'chairs', quantity: 4, unit_price: 25.5 },
          { name: 'desks', quantity: 2, unit_price: 130 },
        ],
      },
    ],
    [
      '| product | price |\n|---|---|\n| Lamp | 19.9 |\n| Rug | 75 |',
      record({ products: listOf(record({ product: TEXT, price: NUMBER })) }),
      {
        products: [
          { product: 'Lamp', price: 19.9 },
          { product: 'Rug', price: 75 },
        ],
      },
    ],
    [
      'Speakers: Ann Wu (51) from Oslo and Raj Patel (38) from Mumbai.',
      record({ people: listOf(record({ name: TEXT, age: COUNT, city: TEXT })) }),
      {
        people: [
          { name: 'Ann Wu', age: 51, city: 'Oslo' },
          { name: 'Raj Patel', age: 38, city: 'Mumbai' },
        ],
      },
    ],
    [
      'The battery died after a day and support was rude.',
      record({ sentiment: { enum: ['positive', 'neutral', 'negative'] } }),
      { sentiment: 'negative' },
    ],
    [
      '物流很快，包装也很漂亮，非常满意。',
      record({ sentiment: { enum: ['positive', 'neutral', 'negative'] } }),
      { sentiment: 'positive' },
    ],
    [
      'Remote: no. Skills: Rust, C++ and Go.',
      record({ remote: { type: 'boolean' }, skills: listOf(TEXT) }),
      { remote: false, skills: ['Rust', 'C++', 'Go'] },
    ],
    ['What is 17 * 3?', record({ answer: NUMBER }), { answer: 51 }],
    [
      'Dr. Holm weighed 3.5 kg of salt. She was glad.',
      record({ summary: TEXT, sentence_count: COUNT }),
      { summary: 'Dr. Holm weighed 3.5 kg of salt.', sentence_count: 2 },
    ],
    [
      '[{"product": "Tea", "price": 3.5}, {"product": "Milk", "price": 4}]',
      record({ products: listOf(record({ product: TEXT, price: NUMBER })) }),
      {
        products: [
          { product: 'Tea', price: 3.5 },
          { product: 'Milk', price: 4 },
        ],
      },
    ],
    [
      'Extract the user: {"user": {"name": "Ada Byron", "city": "Bonn", "tags": ["a", "b"]}}',
      record({ name: TEXT, city: TEXT, tags: listOf(TEXT) }),
      { name: 'Ada Byron', city: 'Bonn', tags: ['a', 'b'] },
    ],
  ])('has the facts of %j', (text, schema, expected) => {
    expect(read(schema, text)).toEqual(expected)
  })

  it.each([
    ['Get the event from this notice.\n\nThe Harbour Fair takes place in May.', 'Harbour Fair'],
    ['Get the meeting from this notice. Budget Review, 3 May 2026, Room 4.', 'Budget Review'],
    ['Extract the event as JSON.\nStreet Food Night on 2026-05-02 in Leeds', 'Street Food Night'],
    ['Parse the following text. Join us for the Autumn Book Fair on 12 May.', 'Autumn Book Fair'],
    ['Summarize this.\nMinutes of May\nThe Budget Committee met.', 'Minutes of May'],
    ['从通知中提取活动。港口音乐节将于2026年5月2日举行。', '港口音乐节'],
  ])('names in the title what a text is on, not what is to be done with it: %j', (text, title) => {
    expect(read(record({ title: TEXT }), text)).toEqual({ title })
  })

  it('finds the whole of an address that stands behind its label, whatever its full stops', () => {
    const contact = record({ name: TEXT, email: TEXT })
    const expected = { name: 'Nina Holm', email: 'nina@example.com' }
    expect(read(contact, 'Nina Holm. Her email is nina@example.com.')).toEqual(expected)
  })

  it.each<[text: string, schema: Schema, expected: unknown]>([
    [
      'To Leeds on 2026-05-02',
      { anyOf: [record({ city: TEXT }), record({ city: TEXT, date: TEXT })] },
      { city: 'Leeds', date: '2026-05-02' },
    ],
    [
      'Book desks:\n- Ann Wu, Leeds\n- Raj Patel, Leeds',
      listOf(record({ name: TEXT, city: TEXT })),
      [
        { name: 'Ann Wu', city: 'Leeds' },
        { name: 'Raj Patel', city: 'Leeds' },
      ],
    ],
  ])(
    'gives each branch of a choice and each item of a list all that %j says, in calls too',
    (text, guests, expected) => {
      const filling = newFilling(record({ guests }), false)
      const place = { name: '', parent: '', path: '', isRequired: true, depth: 0 }
      expect(fill(filling.root, readFacts(text), filling, place)?.value).toEqual({
        guests: expected,
      })
    },
  )

  it('is the same for a switch whose name says nothing and whose description is Chinese', () => {
    const mode = { type: 'boolean', description: '是否开启夜间模式' }
    expect(read(record({ enabled: mode }), '设置：关闭夜间模式')).toEqual({ enabled: false })
    expect(read(record({ enabled: mode }), '设置：打开夜间模式')).toEqual({ enabled: true })
  })

  it('leaves empty what no fact gives, and invents nothing', () => {
    const schema = {
      ...record({
        name: TEXT,
        email: TEXT,
        salary: { type: ['number', 'null'] },
        city: { anyOf: [TEXT, { type: 'null' }] },
        tags: listOf(NUMBER),
      }),
      required: ['name', 'email', 'salary', 'city', 'tags'],
    }
    expect(read(schema, 'Nothing to see here.')).toEqual({
      name: '',
      email: '',
      salary: null,
      city: null,
      tags: [],
    })
    expect(read({ ...schema, required: ['name'] }, 'Nothing to see here.')).toEqual({ name: '' })
  })

  it('reads documents, images and tool results as well as words', () => {
    const document: Brief['sources'][number] = {
      kind: 'document',
      title: null,
      pieces: ['Patient: Eva Lind, aged 62.'],
      cite: null,
    }
    expect(
      read(record({ patient: TEXT, age: COUNT }), 'Extract the patient.', { sources: [document] }),
    ).toEqual({ patient: 'Eva Lind', age: 62 })
    const image = { mediaType: 'image/png', width: 640, height: 480, frames: 1, colours: [] }
    expect(
      read(record({ width: COUNT, height: COUNT }), 'How large is it?', { images: [image] }),
    ).toEqual({ width: 640, height: 480 })
    const result = {
      name: 'get',
      input: {},
      isError: false,
      text: '{"temperature": 21, "city": "Turin"}',
    }
    expect(read(record({ city: TEXT, temperature: NUMBER }), '', { results: [result] })).toEqual({
      city: 'Turin',
      temperature: 21,
    })
  })

  it('is made of names and constants that objects have anyway', () => {
    const schema = record({
      toString: { const: { toString: false } },
      constructor: TEXT,
      ['__proto__']: COUNT,
    })
    expect(composeJson(schema, briefOf('x'))).toBe(
      '{"toString":{"toString":false},"constructor":"","__proto__":0}',
    )
  })

  it('ends for a schema that refers to itself, that is deep, or whose pattern or text would make a search run away', () => {
    const endless = record({ next: { $ref: '#' } })
    expect(composeJson(endless, briefOf('x')).length).toBeLessThan(10_000)
    const deep = Array.from({ length: 3000 }).reduce<Schema>((inner) => record({ a: inner }), TEXT)
    expect(composeJson(deep, briefOf('x')).length).toBeLessThan(10_000)
    const list = record({ items: listOf(record({ name: TEXT, price: NUMBER })) })
    const line = 'a line that goes on for longer than anybody would try all ways to part it'
    expect(read(list, `Items:\n${line}\n\nThat is all`)).toEqual({ items: [] })
    const text = `${'a'.repeat(60)}!`
    const hostile = record({
      a: { type: 'string', pattern: '^(a+)+$' },
      b: { type: 'string', pattern: '^(?:a|aa)*$' },
    })
    expect(JSON.parse(composeJson(hostile, briefOf(text)))).toHaveProperty('a')
  })
})

describe('an answer with a wanted format', () => {
  let sandbox: ServedSandbox
  beforeAll(async () => {
    sandbox = await serveSandbox()
  })
  afterAll(() => sandbox.close())

  it('Item 33: is one text block of JSON valid for the schema', async () => {
    const schema = record({ name: TEXT, age: COUNT })
    const message = await sandbox.current.messages.create({
      model: 'claude-opus-4-6',
      max_tokens: 500,
      output_config: { format: { type: 'json_schema', schema } },
      messages: [{ role: 'user', content: 'Extract: Grace Hopper, 45' }],
    })
    expect(message.stop_reason).toBe('end_turn')
    expect(
      message.content.map((block) => (block.type === 'text' ? JSON.parse(block.text) : block.type)),
    ).toEqual([{ name: 'Grace Hopper', age: 45 }])
  })
})
