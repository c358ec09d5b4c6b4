import { expect, test } from 'vitest'
import { readCap } from './read-cap'

test('A cap is read as it is typed, with a sign, with its thousands marked, and in wide digits', () => {
  for (const [text, value] of [
    ['0.4', 0.4],
    [' .5 ', 0.5],
    ['2.', 2],
    ['0', 0],
    ['$1,250.75', 1250.75],
    ['１２．５', 12.5],
    ['100000', 100_000],
  ] as const) {
    expect(readCap(text), text).toBe(value)
  }
})

test('What is no amount is none, and nothing of it is guessed', () => {
  for (const text of ['', '.', 'abc', '-1', '1,5', '12,34', '1.2.3', '5 or 6', '1e3', '100001']) {
    expect(readCap(text), text).toBeNull()
  }
})
