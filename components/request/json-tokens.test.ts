import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutMiddle, hangOf, splitLines, tokenizeJson } from './json-tokens'

test('Values have colours by their kind, keys have none', () => {
  const kinds = tokenizeJson('{"a":"b\\"c","n":-1.5e3,"t":true,"z":[null]}').map(
    ({ kind, text }) => [kind, text],
  )
  expect(kinds).toEqual([
    ['plain', '{"a":'],
    ['string', '"b\\"c"'],
    ['plain', ',"n":'],
    ['number', '-1.5e3'],
    ['plain', ',"t":'],
    ['word', 'true'],
    ['plain', ',"z":['],
    ['word', 'null'],
    ['plain', ']}'],
  ])
})

test('Nothing of a text is lost or added, whatever the JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(
        tokenizeJson(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('A long text is folded in its middle, between whole characters', () => {
  expect(cutMiddle('abcd', 4)).toBeNull()
  expect(cutMiddle('abcdef', 4)).toEqual({ head: 'ab', tail: 'ef', left: 2 })
  const cut = cutMiddle('😀'.repeat(9), 6)
  // Throws for half a character.
  encodeURIComponent(cut?.head ?? '')
  encodeURIComponent(cut?.tail ?? '')
  expect((cut?.head.length ?? 0) + (cut?.tail.length ?? 0) + (cut?.left ?? 0)).toBe(18)
})

test('A text in lines loses nothing, and what wraps of a line goes in further than the line', () => {
  const text = JSON.stringify({ a: { b: 'c' }, d: '' }, null, 2)
  const lines = splitLines(text)
  expect(lines.join('')).toBe(text)
  expect(lines.map(hangOf)).toEqual([0, 4, 6, 4, 4, 0])
  expect(splitLines('')).toEqual([])
  expect(splitLines('\n\na')).toEqual(['\n', '\n', 'a'])
})
