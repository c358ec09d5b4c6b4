import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelOf, modelsIn, PLACES, withModel } from './models-in'

describe('the model that a body asks for', () => {
  it('Is the text under `model` in any body, whatever else is in it', () => {
    const rest = fc.dictionary(
      fc.string().filter((key) => key !== 'model' && key !== '__proto__'),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(rest, fc.string({ maxLength: 100 }), rest, (before, model, after) => {
        const body = { ...before, model, ...after }
        expect(modelOf(JSON.stringify(body))).toBe(model)
        expect(modelOf(JSON.stringify(body, null, 2))).toBe(model)
      }),
    )
  })

  it('Is empty where a body names none at its top', () => {
    const deep = fc.jsonValue().map((value) => JSON.stringify({ a: { model: 'm' }, b: value }))
    fc.assert(
      fc.property(deep, (body) => {
        expect(modelOf(body)).toBe('')
      }),
    )
    const others = [
      '',
      '{',
      '"model"',
      '["model"]',
      '{"model":1}',
      '{"model":"a',
      '"{\\"model\\":"',
    ]
    for (const body of others) expect(modelOf(body)).toBe('')
  })

  it('Is kept only as long as a name can be, for every list of runs holds it', () => {
    expect(modelOf(JSON.stringify({ model: 'm'.repeat(3_000_000) }))).toBe('m'.repeat(256))
  })

  it('Is known of a body that breaks off after it, and of any text without an error', () => {
    expect(modelOf('{"model":"m","messages":[{"role":"us')).toBe('m')
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof modelOf(text)).toBe('string')
      }),
    )
  })

  it('Is found under each key that reads `model`, doubled or escaped, and in each row of a batch', () => {
    const names = (body: string, places?: RegExp) =>
      [...modelsIn(body, places)].map(({ model }) => model)
    expect(names('{"model":"a","model":"b"}')).toEqual(['a', 'b'])
    expect(names('{"model":"a","mod\\u0065l" : "b"}')).toEqual(['a', 'b'])
    const batch = { requests: ['a', 'b'].map((model) => ({ custom_id: 'x', params: { model } })) }
    expect(names(JSON.stringify(batch), PLACES.batch)).toEqual(['a', 'b'])
    expect(names(`{"model":"a","model"${' '.repeat(3000)}:${' '.repeat(3000)}"b"}`)).toEqual([
      'a',
      'b',
    ])
    expect(names(`{"model":"a","model":"${'b'.repeat(3000)}"}`)[1]).toHaveLength(3000)
    expect(names('{"model":"a","model":{"id":"b"}}')).toEqual(['a', ''])
  })

  it('Is also looked for in fallbacks and tools that ask one themselves, and not in what a tool is given', () => {
    const body = {
      tools: [
        { type: 'advisor_20260301', model: 'adviser' },
        {
          name: 'sell',
          input_schema: { properties: { model: { type: 'string' } } },
          input_examples: [{ model: 'T' }],
        },
      ],
      messages: [{ role: 'user', content: [{ type: 'tool_use', input: { model: 'U' } }] }],
      fallbacks: [{ model: 'second' }],
      model: 'first',
    }
    const names = (from: object, places: RegExp) =>
      [...modelsIn(JSON.stringify(from, null, 1), places)].map(({ model }) => model)
    expect(names(body, PLACES.message)).toEqual(['adviser', 'second', 'first'])
    const rows = { requests: [{ custom_id: 'x', params: body }] }
    expect(names(rows, PLACES.batch)).toEqual(['adviser', 'second', 'first'])
  })

  it('Is exchanged without another byte of the body', () => {
    const body = '{ "n":9007199254740993, "model" :\t"a" , "s":{"model":"in"},"a":1,"a":2}'
    expect(withModel(body, 'b"')).toBe(body.replace('"a" ,', '"b\\"" ,'))
    expect(withModel('{"messages":[]}', 'b')).toBe('{"messages":[]}')
  })
})
