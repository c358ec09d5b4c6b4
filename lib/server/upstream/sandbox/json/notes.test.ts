import { describe, expect, it } from 'vitest'
import { readFacts } from '../facts/facts'
import { fill } from './fill'
import { newFilling } from './filling'
import type { Schema } from './schema'

const TEXT = { type: 'string' }
const NUMBER = { type: 'number' }
const COUNT = { type: 'integer' }
const YES_NO = { type: 'boolean' }
const record = (properties: Record<string, unknown>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
const listOf = (items: unknown) => ({ type: 'array', items })
const ROOT = { name: '', parent: '', path: '', isRequired: true, depth: 0 }
const read = (schema: Schema, text: string): unknown =>
  fill(schema, readFacts(text), newFilling(schema, true), ROOT)?.value

const INVOICE = record({
  customer: TEXT,
  items: listOf(record({ description: TEXT, quantity: COUNT, unit_price: NUMBER })),
  total: NUMBER,
})

type Line = [description: string, quantity: number, unit_price: number]

describe('the lines of a bill', () => {
  it.each<[text: string, customer: string, lines: Line[], total: number]>([
    [
      'Invoice number: 4471\nDate: 2026-02-03\nCustomer: Blue Fin Ltd\nDesk lamp - 3 x $20.00\nOffice chair - 2 x $85.50\nSubtotal: $231.00\nTotal: $231.00',
      'Blue Fin Ltd',
      [
        ['Desk lamp', 3, 20],
        ['Office chair', 2, 85.5],
      ],
      231,
    ],
    [
      'Bill to: Rosa Diaz\nInvoice date: 2026-01-09\n\nConsulting, 10 hours at $90\nHosting, 1 month at $25\n\nTax: $5\nTotal due: $930',
      'Rosa Diaz',
      [
        ['Consulting', 10, 90],
        ['Hosting', 1, 25],
      ],
      930,
    ],
    [
      'Customer: Kim Lund\n2x Notebook $3.50\n1x Stapler $12\nShipping: $4\nTotal: $23',
      'Kim Lund',
      [
        ['Notebook', 2, 3.5],
        ['Stapler', 1, 12],
      ],
      23,
    ],
    [
      '发票号：778\n客户：王芳\n苹果 3斤 单价5元\n香蕉 2斤 单价4元\n合计：23元',
      '王芳',
      [
        ['苹果', 3, 5],
        ['香蕉', 2, 4],
      ],
      23,
    ],
  ])('are its items, its head and its total are not: %j', (text, customer, lines, total) => {
    const items = lines.map(([description, quantity, unit_price]) => ({
      description,
      quantity,
      unit_price,
    }))
    expect(read(INVOICE, text)).toEqual({ customer, items, total })
  })
})

describe('the rows of a table', () => {
  const PRICES = record({ prices: listOf(record({ name: TEXT, price: NUMBER })) })

  it.each([
    ['name;price\nTea;3,5\nMilk;1.200,25', ['Tea', 3.5, 'Milk', 1200.25]],
    ['name,price\n"Tea, green",3.5\nMilk,4', ['Tea, green', 3.5, 'Milk', 4]],
    ['| name | price |\n|---|---|\n| Tea | 3.5 |\n| Milk | 4 |', ['Tea', 3.5, 'Milk', 4]],
    ['名称：绿茶\n价格：3.5\n名称：牛奶\n价格：4', ['绿茶', 3.5, '牛奶', 4]],
    ['Prices\n\nName: Tea\nPrice: 3.5\n\nName: Milk\nPrice: 4', ['Tea', 3.5, 'Milk', 4]],
  ])(
    'are read with their quotation marks and decimals, and so are labelled lines: %j',
    (text, [one, a, other, b]) => {
      expect(read(PRICES, text)).toEqual({
        prices: [
          { name: one, price: a },
          { name: other, price: b },
        ],
      })
    },
  )
})

describe('a note on a person', () => {
  it.each<[text: string, expected: Record<string, string | string[]>]>([
    [
      '李娜毕业于复旦大学，现就职于蓝海科技，担任产品经理，住在杭州。',
      { name: '李娜', school: '复旦大学', company: '蓝海科技', title: '产品经理', city: '杭州' },
    ],
    [
      '孙丽，来自青岛，就读于山东大学，实习于海风集团。',
      { name: '孙丽', hometown: '青岛', university: '山东大学', employer: '海风集团' },
    ],
    ['王敏毕业于浙江大学', { 姓名: '王敏', 毕业院校: '浙江大学' }],
    [
      'Nora Beck graduated from Uppsala University, works for Red Kite GmbH as a data analyst and lives in Bremen.',
      {
        name: 'Nora Beck',
        university: 'Uppsala University',
        employer: 'Red Kite GmbH',
        job_title: 'data analyst',
        city: 'Bremen',
      },
    ],
    [
      'Ivo Petrov was born in Sofia on 1979-03-04. He lives in Graz and has diabetes and asthma.',
      {
        name: 'Ivo Petrov',
        birthplace: 'Sofia',
        birth_date: '1979-03-04',
        residence: 'Graz',
        conditions: ['diabetes', 'asthma'],
      },
    ],
    ['赵刚患有高血压和糖尿病', { name: '赵刚', conditions: ['高血压', '糖尿病'] }],
  ])('says by its verbs what its properties are: %j', (text, expected) => {
    const properties = Object.entries(expected).map(
      ([name, value]) => [name, Array.isArray(value) ? listOf(TEXT) : TEXT] as const,
    )
    expect(read(record(Object.fromEntries(properties)), text)).toEqual(expected)
  })
})

it.each([
  [
    'The hotel has no pool but free parking. Pets are not allowed.',
    { pool: false, parking: true, pets_allowed: false },
  ],
  ['Is the pool open? The pool is not open today, the sauna is.', { pool_open: false }],
  ['Does it have parking?', { parking: false }],
])('a thing that a text denies is not there, nor one that it asks for: %j', (text, expected) => {
  const properties = Object.keys(expected).map((name) => [name, YES_NO] as const)
  expect(read(record(Object.fromEntries(properties)), text)).toEqual(expected)
})
