import { expect, test } from 'vitest'
import { findModel } from './models'
import { fieldsOf, type PriceFields, parseRate, readFields, usualCacheRead } from './price-form'
import { mergePrices, modelPriceSchema, type Prices, priceOf } from './prices'

test.each([
  ['4', 4],
  [' 0.25 ', 0.25],
  ['.5', 0.5],
  ['$3', 3],
  ['０．２', 0.2],
  ['0', 0],
  ['10000', 10_000],
  ['10001', null],
  ['-1', null],
  ['1e3', null],
  ['0,25', null],
  ['four', null],
  ['', null],
])('A rate typed as "%s" is %s', (text, rate) => {
  expect(parseRate(text)).toBe(rate)
})

const fields: PriceFields = {
  model: 'my-model',
  input: '3',
  output: '15',
  cacheRead: '',
  asOf: '2026-11-01',
  above: null,
}

test('A price without a cache rate takes a tenth of the input rate for it', () => {
  const price = { asOf: '2026-11-01', input: 3, output: 15, cacheRead: 0.3 }
  expect(readFields(fields, new Set())).toEqual({ price, errors: null })
  expect(usualCacheRead('x')).toBeNull()
})

test('What is wrong is said of each field that it is wrong in', () => {
  const wrong = { ...fields, model: ' ', input: 'x', output: '-1', cacheRead: '?', asOf: '' }
  expect(readFields(wrong, new Set()).errors).toEqual({
    model: 'noModel',
    input: 'rate',
    output: 'rate',
    cacheRead: 'rate',
    asOf: 'day',
  })
  expect(readFields(fields, new Set(['my-model'])).errors).toEqual({ model: 'takenModel' })
  expect(readFields({ ...fields, asOf: '2026-13-01' }, new Set()).errors).toEqual({ asOf: 'day' })
})

test('The rates for long prompts are kept and can be wrong by themselves', () => {
  const haiku = findModel('claude-haiku-5-5')?.price ?? null
  const typed = fieldsOf('claude-haiku-5-5', haiku, '2026-11-23')
  const read = readFields(typed, new Set())
  expect(read.price).toEqual({ ...haiku, asOf: '2026-11-23' })
  expect(modelPriceSchema.safeParse(read.price).success).toBe(true)
  const above = typed.above === null ? null : { ...typed.above, output: 'x' }
  expect(readFields({ ...typed, above }, new Set()).errors).toEqual({ 'above.output': 'rate' })
})

const own: Prices = {
  'claude-opus-4-5': { asOf: '2026-11-01', input: 1, output: 2, cacheRead: 0.1 },
  mine: { asOf: '2026-11-01', input: 1, output: 2, cacheRead: null },
}

test('A price of one’s own counts under the alias and under the id of its model', () => {
  expect(priceOf('claude-opus-4-5-20251101', own)?.source).toBe('yours')
  expect(priceOf('claude-opus-4-5', own)?.source).toBe('yours')
  expect(priceOf('claude-opus-5', own)?.source).toBe('built-in')
  expect(priceOf('constructor', own)).toBeNull()
})

test('A change of prices sets and removes what it names, and leaves the rest', () => {
  const fresh = { asOf: '2026-11-02', input: 9, output: 9, cacheRead: 9 }
  const merged = mergePrices(own, { mine: null, 'claude-opus-5': fresh, none: null })
  expect(merged).toEqual({ 'claude-opus-4-5': own['claude-opus-4-5'], 'claude-opus-5': fresh })
})

test.each([
  ['a negative rate', { input: -1 }],
  ['a rate beyond all prices', { output: 20_000 }],
  ['no number', { input: '4' }],
  ['a day that does not exist', { asOf: '2026-02-30' }],
  ['a field that no price has', { tax: 1 }],
])('The server refuses a price with %s', (_, change) => {
  const price = { asOf: '2026-11-01', input: 1, output: 2, cacheRead: null, ...change }
  expect(modelPriceSchema.safeParse(price).success).toBe(false)
})
