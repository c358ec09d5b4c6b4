import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelOf } from './model-of'

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
})
