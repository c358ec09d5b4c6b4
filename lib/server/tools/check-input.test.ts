import { afterAll, describe, expect, it } from 'vitest'
import { createInputChecks } from './check-input'

const checks = createInputChecks()
const hasty = createInputChecks(1000)
afterAll(() => Promise.all([checks.close(), hasty.close()]))

const check = (schema: object, input: unknown, by = checks) =>
  by.check({ name: 'tool', input_schema: { type: 'object', ...schema } }, input)

describe('The arguments of a call', () => {
  it('are valid, or a sentence names the path and what is wrong there', async () => {
    const schema = {
      properties: {
        city: { type: 'string', pattern: '^[A-Z]' },
        unit: { enum: ['C', 'F'] },
        'a/b': { type: 'array', prefixItems: [{ type: 'object', required: ['x'] }] },
      },
      required: ['city'],
      additionalProperties: false,
    }
    expect(await check(schema, { city: 'Paris', unit: 'C', 'a/b': [{ x: 1 }] })).toBeNull()
    const wrong = [
      {},
      { city: 1 },
      { city: 'paris' },
      { city: 'P', unit: 'K' },
      { city: 'P', x: 1 },
    ]
    const said = await Promise.all(
      [...wrong, { city: 'P', 'a/b': [{}] }, []].map((input) => check(schema, input)),
    )
    expect(said).toEqual([
      "The input must have required property 'city'.",
      'city must be string.',
      'city must match pattern "^[A-Z]".',
      'unit must be equal to one of the allowed values: ["C","F"].',
      'The input must NOT have additional properties ("x" is one).',
      "a/b[0] must have required property 'x'.",
      'The input must be object.',
    ])
  })

  it('have what is theirs: not the names that each object has', async () => {
    const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
    const open = { properties }
    const closed = { properties, required: names, additionalProperties: false }
    const input = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]))
    expect(await check(open, {})).toBeNull()
    expect(await check(closed, input('given'))).toBeNull()
    for (const name of names) {
      expect(await check({ required: [name] }, {})).toBe(
        `The input must have required property '${name}'.`,
      )
      const wrong = Object.fromEntries([[name, 1]])
      expect(await check(open, wrong)).toBe(`${name} must be string.`)
      expect(await check({ additionalProperties: false }, wrong)).toBe(
        `The input must NOT have additional properties ("${name}" is one).`,
      )
    }
  })

  it('cannot be checked by what is no schema, refers to elsewhere, or is huge; one tool says nothing of another', async () => {
    const schemas = [
      { properties: 1 },
      { properties: { a: { type: 'number' }, b: { $ref: 'http://127.0.0.1:9/schema.json' } } },
      { properties: { a: { type: 'number' }, b: { $ref: '#/$defs/none' } } },
      { properties: { a: { type: 'number' } }, description: 'x'.repeat(600_000) },
    ]
    for (const schema of schemas) expect(await check(schema, { a: 'no number' })).toBeNull()
    expect(
      await check({ $id: 'one', properties: { a: { type: 'number' } } }, { a: '' }),
    ).not.toBeNull()
    expect(await check({ $id: 'one', properties: { a: { type: 'string' } } }, { a: '' })).toBeNull()
    expect(await check({ properties: { a: { $ref: 'one' } } }, { a: true })).toBeNull()
    expect(await checks.check({ type: 'bash_20250124', name: 'bash' }, { a: 1 })).toBeNull()
  })

  it('hold up nobody with a schema that doubles at each step, or a pattern that backtracks', async () => {
    const names = Array.from({ length: 40 }, (_, i) => i)
    const defs = names.map((i) => {
      const next = { $ref: `#/$defs/d${i + 1}` }
      return [`d${i}`, i === 39 ? { type: 'number' } : { anyOf: [next, next] }]
    })
    const doubling = { $defs: Object.fromEntries(defs), properties: { a: { $ref: '#/$defs/d0' } } }
    expect(await check(doubling, { a: 'no' }, hasty)).toBeNull()
    expect(await check(doubling, { a: 'no' }, hasty)).toBeNull()
    // Those of MCP servers are said to be of an older draft.
    const $schema = 'http://json-schema.org/draft-07/schema#'
    expect(await check({ $schema, required: ['a'] }, {})).not.toBeNull()
    const text = { properties: { a: { type: 'string', pattern: '^(a+)+$' } } }
    expect(await check(text, { a: `${'a'.repeat(50)}b` }, hasty)).toBeNull()
    expect(await check({ properties: { a: { type: 'number' } } }, { a: '' }, hasty)).toBe(
      'a must be number.',
    )
  })
})
