import { expect, test } from 'vitest'
import { estimateTokens, outputTokens } from './token-estimate'

const text = (value: string) => [{ type: 'text', text: value }]

test('Four Latin characters are about a token, two Cyrillic or Arabic ones, one of Hindi, Thai or Chinese', () => {
  expect(estimateTokens(text('a'.repeat(400)))).toBe(100)
  expect(estimateTokens(text('é'.repeat(400)))).toBe(100)
  expect(estimateTokens(text('“Yes” – no…'.repeat(40)))).toBe(110)
  expect(estimateTokens(text('добр'))).toBe(2)
  expect(estimateTokens(text('مرحب'))).toBe(2)
  expect(estimateTokens(text('हिंद'))).toBe(4)
  expect(estimateTokens(text('ไทยๆ'))).toBe(4)
  expect(estimateTokens(text('速率限制'))).toBe(4)
})

test('Thinking counts, and what is no text counts nothing', () => {
  expect(estimateTokens([{ type: 'thinking', thinking: 'a'.repeat(8) }])).toBe(2)
  expect(estimateTokens([{ type: 'tool_use', input: { a: 'b' } }])).toBe(0)
})

test('The upstream’s count is taken only once it is final', () => {
  expect(outputTokens(text('abcd'), 7, true)).toEqual({ count: 7, isEstimate: false })
  expect(outputTokens(text('abcd'), 7, false)).toEqual({ count: 1, isEstimate: true })
  expect(outputTokens(text('abcd'), null, true)).toEqual({ count: 1, isEstimate: true })
})
