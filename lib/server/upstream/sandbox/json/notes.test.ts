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

describe('the lines of a bill', () => {
  it.each([
    [
      'Invoice number: 4471\nDate: 2026-02-03\nCustomer: Blue Fin Ltd\nDesk lamp - 3 x $20.00\nOffice chair - 2 x $85.50\nSubtotal: $231.00\nTotal: $231.00',
      'Blue Fin Ltd',
      [
        { description: 'Desk lamp', quantity: 3, unit_price: 20 },
        { description: 'Office chair', quantity: 2, unit_price: 85.5 },
      ],
      231,
    ],
    [
      'Bill to: Rosa Diaz\nInvoice date: 2026-01-09\n\nConsulting, 10 hours at $90\nHosting, 1 month at $25\n\nTax: $5\nTotal due: $930',
      'Rosa Diaz',
      [
        { description: 'Consulting', quantity: 10, unit_price: 90 },
        { description: 'Hosting', quantity: 1, unit_price: 25 },
      ],
      930,
    ],
    [
      'Customer: Kim Lund\n2x Notebook $3.50\n1x Stapler $12\nShipping: $4\nTotal: $23',
      'Kim Lund',
      [
        { description: 'Notebook', quantity: 2, unit_price: 3.5 },
        { description: 'Stapler', quantity: 1, unit_price: 12 },
      ],
      23,
    ],
    [
      '发票号：778\n客户：王芳\n苹果 3斤 单价5元\n香蕉 2斤 单价4元\n合计：23元',
      '王芳',
      [
        { description: '苹果', quantity: 3, unit_price: 5 },
        { description: '香蕉', quantity: 2, unit_price: 4 },
      ],
      23,
    ],
  ])('are its items, its head and its total are not: %j', (text, customer, items, total) => {
    expect(read(INVOICE, text)).toEqual({ customer, items, total })
  })
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

it('a thing that a text denies is not there, what it affirms is', () => {
  expect(
    read(
      record({ pool: YES_NO, parking: YES_NO, pets_allowed: YES_NO }),
      'The hotel has no pool but free parking. Pets are not allowed.',
    ),
  ).toEqual({ pool: false, parking: true, pets_allowed: false })
})
