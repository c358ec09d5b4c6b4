import { expect, test } from 'vitest'
import { parseWritten } from '@/lib/domain/code/written-json'
import { hasParts, summarize } from './json-summary'

test.each([
  [{ from: '2026-11-16', limit: 3 }, '{ from: "2026-11-16", limit: 3 }'],
  [[1, null, true], '[1, null, true]'],
  [{ deep: { er: 1 }, list: [1] }, '{ deep: {…}, list: […] }'],
  [{}, '{}'],
  [[], '[]'],
  ['text', '"text"'],
])('%j is summed up as %s', (value, text) => {
  expect(summarize(value)).toBe(text)
})

test('What was read as it is written is summed up so', () => {
  const value = parseWritten('{"id":12345678901234567890,"id":1.0}')
  expect(summarize(value)).toBe('{ id: 12345678901234567890, id: 1.0 }')
  expect(hasParts(value)).toBe(true)
  for (const bare of ['{}', '[]', '12345678901234567890']) {
    expect(hasParts(parseWritten(bare))).toBe(false)
  }
})

test('What does not fit is an ellipsis, of a long string as of a long list', () => {
  expect(summarize({ text: 'x'.repeat(1000) })).toMatch(/^\{ text: "x{40}…" \}$/)
  expect(summarize(Array.from({ length: 1000 }, (_, i) => i))).toMatch(/^\[0, 1, .*, …\]$/)
})

test('A value of a hundred thousand parts is summed up without walking it', () => {
  const visited: string[] = []
  const wide = new Proxy(
    Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`key${i}`, i])),
    { get: (target, key) => visited.push(String(key)) && Reflect.get(target, key) },
  )
  summarize(wide)
  expect(visited.length).toBeLessThan(20)
})
