import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDirectives, SANDBOX_DIRECTIVES } from './sandbox-directives'

describe('sandbox directives', () => {
  it.each([
    ['[[tokens=400]]', { tokens: { value: 400 } }],
    ['[[pace=0]]', { pace: { value: 0 } }],
    ['[[gallery]]', { gallery: {} }],
    ['[[think=60]]', { think: { value: 60 } }],
    ['[[error=529]]', { error: { value: 529 } }],
    ['[[error=529 after=20]]', { error: { value: 529, after: 20 } }],
    ['[[cut after=20]]', { cut: { after: 20 } }],
    ['[[stall after=20]]', { stall: { after: 20 } }],
    ['[[stall after=20 seconds=5]]', { stall: { after: 20, seconds: 5 } }],
    ['[[stall seconds=5 after=20]]', { stall: { after: 20, seconds: 5 } }],
  ])('%s is taken out of the text and read', (source, directives) => {
    expect(parseDirectives(`Hello ${source}`)).toEqual({ directives, text: 'Hello' })
  })

  it.each([
    '[[tokens]]',
    '[[tokens=]]',
    '[[tokens=0]]',
    '[[tokens=-1]]',
    '[[tokens=1.5]]',
    '[[tokens=9999999999]]',
    '[[tokens = 4]]',
    '[[Tokens=4]]',
    '[[gallery=1]]',
    '[[error=200]]',
    '[[error=529 soon=1]]',
    '[[error=529 after=1 after=2]]',
    '[[cut]]',
    '[[cut=5 after=1]]',
    '[[stall seconds=5]]',
    '[[unknown=1]]',
    '[tokens=4]',
    '[[tokens=4]',
    '[[constructor=1]]',
    '[[cut constructor=1 after=2]]',
  ])('%s is malformed and stays plain text', (source) => {
    expect(parseDirectives(source)).toEqual({ directives: {}, text: source })
  })

  it('are read wherever they stand, and the last of a kind counts', () => {
    const { directives, text } = parseDirectives('a [[tokens=1]] b\n[[gallery]][[tokens=2]] c')
    expect(directives).toEqual({ tokens: { value: 2 }, gallery: {} })
    expect(text).toBe('a  b\n c')
  })

  it('have an example each that holds nothing but well-formed directives', () => {
    for (const { name, example } of SANDBOX_DIRECTIVES) {
      const { directives, text } = parseDirectives(example)
      expect(directives).toHaveProperty(name)
      expect(text).not.toContain('[[')
    }
  })

  it('leave every text without brackets as it is', () => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        fc.pre(!source.includes('[['))
        expect(parseDirectives(source)).toEqual({ directives: {}, text: source.trim() })
      }),
    )
  })

  it.each(['[[', '[[a', '[[stall after=1 ', '[[error=529 after=1', '[[tokens=1] ', 'a=1 '])(
    'are looked for in linear time in a megabyte of %j',
    (part) => {
      const text = part.repeat(1_000_000 / part.length)
      const start = performance.now()
      parseDirectives(text)
      // Backtracking would take minutes; the bound is no measurement.
      expect(performance.now() - start).toBeLessThan(5_000)
    },
  )
})
