import { expect, test } from 'vitest'
import { ExactNumber } from './exact-json'
import { parseWritten, WrittenObject } from './written-json'

/** The same text, from what was read. */
function write(value: unknown): string {
  if (value instanceof ExactNumber) return value.text
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  if (value instanceof WrittenObject) {
    return `{${value.members.map(([name, part]) => `${JSON.stringify(name)}:${write(part)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

test.each([
  '{"id":12345678901234567890,"cents":1.0,"far":1e400,"small":-0}',
  '{"a":1,"a":2,"b":{"a":[],"a":{}}}',
  '{"10":"ten","9":"nine","__proto__":null}',
  '["a \\" , ] }",[[true,false,null]],{},"é"]',
  '12345678901234567890',
  '""',
])('Nothing of %s is rounded, dropped or moved', (text) => {
  expect(write(parseWritten(text))).toBe(text)
})

test('A number that is what JavaScript makes of it is a number, and spaces are nothing', () => {
  expect(parseWritten(' [ 1 ,\n-2.5 ]\t')).toEqual([1, -2.5])
})

test('What is no JSON is refused', () => {
  for (const text of ['', '{"a":1', '[1 2]', '01']) {
    expect(() => parseWritten(text)).toThrow(SyntaxError)
  }
})

test('Twenty thousand levels are no deeper than one', () => {
  const deep = 20_000
  let value = parseWritten('['.repeat(deep) + ']'.repeat(deep))
  let levels = 0
  for (; Array.isArray(value); value = value[0]) levels++
  expect(levels).toBe(deep)
})
