import { expect, test } from 'vitest'
import { WrittenObject } from '@/lib/domain/code/written-json'
import { LONGEST_DOCUMENT, readJson } from './read-json'

test('A document is read as one, and lines of JSON are parted and read later', () => {
  expect(readJson('{"a":\n1}', true)).toEqual({
    kind: 'document',
    value: new WrittenObject([['a', 1]]),
  })
  expect(readJson('null', true)).toEqual({ kind: 'document', value: null })
  expect(readJson('{"a":1}\n\n[2]\nwrong\n', true)).toEqual({
    kind: 'lines',
    lines: ['{"a":1}', '[2]', 'wrong'],
  })
})

test('What is no JSON is broken; a document that is too long to be read is not said to be', () => {
  expect(readJson('{"a": [1, 2,', true).kind).toBe('broken')
  expect(readJson('', true).kind).toBe('broken')
  expect(readJson(`["${'x'.repeat(LONGEST_DOCUMENT)}"]`, true).kind).toBe('long')
  expect(readJson('[1,', false).kind).toBe('long')
})

test('Of lines that are not all there, the last is left out: it may be cut', () => {
  expect(readJson('{"a":1}\n{"a":2}\n{"a', false)).toEqual({
    kind: 'lines',
    lines: ['{"a":1}', '{"a":2}'],
  })
})
