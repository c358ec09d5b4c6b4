import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { validate } from './validate'

const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })

const METRICS = {
  type: 'object',
  properties: {
    metric: { type: 'string', enum: ['a', 'b'], minLength: 1 },
    limit: { type: 'integer', minimum: 1, maximum: 20, multipleOf: 1 },
    range: {
      type: 'object',
      properties: { from: { type: 'string' }, to: { $ref: '#/$defs/day' } },
      required: ['from', 'to'],
    },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2, uniqueItems: true },
    pair: { prefixItems: [{ type: 'number' }], items: { type: 'string' } },
    either: { oneOf: [{ type: 'number' }, { minimum: 5 }] },
    any: { anyOf: [{ type: 'null' }, { const: { x: 1, y: 2 } }], not: { const: 0 } },
  },
  $defs: { day: { type: 'string', pattern: '^\\d+$' } },
  patternProperties: { '^x-': { type: 'boolean' } },
  required: ['metric'],
  additionalProperties: false,
}

const CASES: readonly [value: unknown, ...flaws: string[]][] = [
  [{ metric: 'a', limit: 3, range: { from: '', to: '1' }, tags: ['x'], any: { y: 2, x: 1 } }],
  [{ metric: 'a', pair: [1, 'x'], either: 1, 'x-on': true }],
  [{}, ' required'],
  [[], ' type'],
  [{ metric: 'c' }, 'metric enum'],
  [{ metric: 'a', limit: 2.5 }, 'limit type', 'limit bound'],
  [{ metric: 'a', limit: 0 }, 'limit bound'],
  [{ metric: 'a', range: { from: 1 } }, 'range.from type', 'range required'],
  [{ metric: 'a', range: { from: '', to: 'x' } }, 'range.to pattern'],
  [{ metric: 'a', tags: ['x', 'x', 1] }, 'tags.2 type', 'tags bound', 'tags twice'],
  [{ metric: 'a', pair: ['x', 1] }, 'pair.0 type', 'pair.1 type'],
  [{ metric: 'a', either: 7 }, 'either many'],
  [{ metric: 'a', any: 0 }, 'any none', 'any not'],
  [{ metric: 'a', 'x-on': 1, more: 1 }, 'x-on type', ' extra'],
]

test('A value is refused exactly where ajv refuses it, with what is wrong and where', () => {
  const isValid = ajv.compile(METRICS)
  for (const [value, ...flaws] of CASES) {
    const found = validate(METRICS, value).flaws.map(({ path, code }) => `${path} ${code}`)
    expect([value, found]).toEqual([value, flaws])
    expect([value, isValid(value)]).toEqual([value, flaws.length === 0])
  }
})

test('A date, a time or an address is checked as its format says; a format that is not known says nothing', () => {
  const isGood = (format: string, text: string) => validate({ format }, text).flaws.length === 0
  for (const [format, good, bad] of [
    ['date', '2024-02-29', '2023-02-29'],
    ['time', '23:59:59Z', '24:00:00Z'],
    ['date-time', '2026-11-16T10:00:00+08:00', '2026-11-16'],
    ['email', 'a@b.c', 'a b'],
    ['uuid', '01890a5d-ac96-774b-bcce-b302099a8057', '01890a5d'],
    ['ipv4', '127.0.0.1', '127.0.0.256'],
    ['uri', 'https://example.com/', 'example.com'],
    ['hostname', 'example.com', '-a.b'],
  ] as const) {
    expect([format, isGood(format, good), isGood(format, bad)]).toEqual([format, true, false])
  }
  expect(isGood('phone', 'anything')).toBe(true)
})

test('What the check knows nothing of is named, and a schema that comes back to itself ends', () => {
  expect(validate({ if: true, unevaluatedItems: false }, 1).unchecked).toEqual([
    'if',
    'unevaluatedItems',
  ])
  expect(validate({ $ref: 'https://a.b/c' }, 1).unchecked).toEqual(['$ref'])
  expect(validate({ $ref: '#' }, 1).flaws).toEqual([])
})
