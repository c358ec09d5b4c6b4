import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEPTH, modelOf, modelsIn, withModel } from './models-in'

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

  it('Is known of a body that breaks off after it, and of any text without an error', () => {
    expect(modelOf('{"model":"m","messages":[{"role":"us')).toBe('m')
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof modelOf(text)).toBe('string')
      }),
    )
  })

  it('Is found under each key that reads `model`, doubled or escaped, and in each row of a batch', () => {
    const names = (body: string, depth?: number) =>
      [...modelsIn(body, depth)].map(({ model }) => model)
    expect(names('{"model":"a","model":"b"}')).toEqual(['a', 'b'])
    expect(names('{"model":"a","mod\\u0065l" : "b"}')).toEqual(['a', 'b'])
    const batch = { requests: ['a', 'b'].map((model) => ({ custom_id: 'x', params: { model } })) }
    expect(names(JSON.stringify(batch), DEPTH.batch)).toEqual(['a', 'b'])
  })

  it('Is exchanged without another byte of the body', () => {
    const body = '{ "n":9007199254740993, "model" :\t"a" , "s":{"model":"in"},"a":1,"a":2}'
    expect(withModel(body, 'b"')).toBe(body.replace('"a" ,', '"b\\"" ,'))
    expect(withModel('{"messages":[]}', 'b')).toBe('{"messages":[]}')
  })
})
