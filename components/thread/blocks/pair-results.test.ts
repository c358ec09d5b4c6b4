import { expect, test } from 'vitest'
import { pairResults } from './pair-results'

const call = (id: string) => ({ type: 'server_tool_use', id, name: 'web_search', input: {} })
const result = (id: string) => ({ type: 'web_search_tool_result', tool_use_id: id, content: [] })

test('A result is drawn with the call that it belongs to, wherever it stands after it', () => {
  const content = [call('a'), call('b'), { type: 'text', text: '' }, result('b'), result('a')]
  const pairs = pairResults(content)
  expect(pairs.get(0)).toBe(content[4])
  expect(pairs.get(1)).toBe(content[3])
})

test('A result without its call, and a second one of a call, stand alone', () => {
  const pairs = pairResults([result('x'), call('a'), result('a'), result('a')])
  expect([...pairs.keys()]).toEqual([1])
})
