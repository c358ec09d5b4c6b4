import { expect, test } from 'vitest'
import { readJsonSource } from './source'

const GOOD = [
  '{"a": [1, -2.5e3, true, null], "b": {"c": "\\u00e9 \\"x\\" \\\\"}}',
  ' [ ] ',
  '{}',
  '"text"',
  '0',
  '{"__proto__": 1, "a": 1, "a": 2}',
]

test('What is JSON is read to the value that JSON.parse gives', () => {
  for (const text of GOOD) expect(readJsonSource(text).node?.value).toEqual(JSON.parse(text))
})

test('Every text is refused that JSON.parse refuses, with what is missing and where', () => {
  const faults = {
    '': ['empty', ''],
    '{"a": integer}': ['value', 'integer'],
    '{"a": 1 "b": 2}': ['comma', '"b'],
    '{"a": 1,}': ['trailingComma', ','],
    '[1, 2, ]': ['trailingComma', ','],
    '{"a" 1}': ['colon', '1'],
    '{a: 1}': ['name', 'a'],
    '{"a": "x\ny"}': ['string', '"x'],
    '{"a": 1} more': ['more', 'more'],
    '[1': ['comma', ''],
    '01': ['more', '1'],
    [`${'['.repeat(600)}${']'.repeat(600)}`]: ['deep', '['],
  }
  for (const [text, expected] of Object.entries(faults)) {
    const { fault } = readJsonSource(text)
    expect([fault?.code, text.slice(fault?.from, fault?.to)]).toEqual(expected)
    if (expected[0] !== 'deep') expect(() => JSON.parse(text)).toThrow()
  }
})

test('A part knows where it stands, also one whose name comes twice', () => {
  const text = '{"a": 1, "a": [true]}'
  const members = readJsonSource(text).node?.members ?? []
  expect(members.map(({ nameFrom, nameTo }) => text.slice(nameFrom, nameTo))).toEqual([
    '"a"',
    '"a"',
  ])
  expect(members.map(({ node }) => text.slice(node.from, node.to))).toEqual(['1', '[true]'])
})

test('A string without end is refused at once, however long', () => {
  expect(readJsonSource(`"${'a'.repeat(200_000)}`).fault?.code).toBe('string')
  expect(readJsonSource(`"${'\\n'.repeat(100_000)}"`).fault).toBeNull()
})
