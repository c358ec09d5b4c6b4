import { expect, it } from 'vitest'
import { findJsonLosses } from './json-losses'

it.each([
  '{"a":[0,-0,1.0,1.50,1e3,1E+2,12e-1,0.1,9007199254740991,1e21,100000000000000000000000,5e-324]}',
  '{"a":"9007199254740993","9007199254740993":{"a":1},"b":[{"a":1},{"a":1}]}',
  '{"a":"b","b":"a","c":["a","a","c"],"d":"\\"a\\":1,\\"a\\":1"}',
  '[]',
])('Nothing is lost of %s', (text) => {
  expect(findJsonLosses(text)).toEqual([])
})

it.each([
  ['{"a":9007199254740993}', 'number', '9007199254740993'],
  ['[[{"a":-123456789012345678901}]]', 'number', '-123456789012345678901'],
  ['{"a":0.1234567890123456789}', 'number', '0.1234567890123456789'],
  ['{"a":1e400}', 'number', '1e400'],
  ['{"a":1e-400}', 'number', '1e-400'],
  ['{"a":1,"b":{"c":1,"a":2},"a":2}', 'duplicate', 'a'],
  ['{"a" : 1 , "\\u0061" : [ ] }', 'duplicate', 'a'],
])('Of %s it is told that a %s is lost: %s', (text, kind, name) => {
  expect(findJsonLosses(text)).toEqual([{ kind, name }])
})

it('A long text with many losses tells the first of them, each once', () => {
  const text = `[${Array.from({ length: 2000 }, (_, i) => `{"n":9007199254740993,"k":1e${400 + (i % 9)}}`).join()}]`
  const losses = findJsonLosses(text)
  expect(losses[0]).toEqual({ kind: 'number', name: '9007199254740993' })
  expect(new Set(losses.map(({ name }) => name)).size).toBe(losses.length)
  expect(losses).toHaveLength(5)
})

it('A number of a million digits is told of, which must not take the minutes that its zeros could', () => {
  const text = `[1${'0'.repeat(1_000_000)}1]`
  expect(findJsonLosses(text)).toMatchObject([{ kind: 'number' }])
})

it.each(['x', '\n', '"'])('Of a text with a string of 12 MB of %j nothing is lost', (character) => {
  const text = JSON.stringify({ data: character.repeat(12 * 1024 * 1024) })
  expect(findJsonLosses(text)).toEqual([])
})
