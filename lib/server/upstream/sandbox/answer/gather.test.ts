import { expect, it } from 'vitest'
import type { MessagesBody } from '../request/schema'
import { gatherBrief } from './gather'

it('the results of a tool loop are those of its last calls', () => {
  const call = (id: string) => ({ type: 'tool_use' as const, id, name: 'look', input: { id } })
  const result = (id: string) => ({
    type: 'tool_result' as const,
    tool_use_id: id,
    content: `Of ${id}`,
  })
  const messages: MessagesBody['messages'] = [
    { role: 'user', content: 'Look' },
    { role: 'assistant', content: [call('old')] },
    { role: 'user', content: [result('old')] },
    { role: 'assistant', content: [call('a'), call('b')] },
    { role: 'user', content: [result('a'), result('b')] },
  ]
  const body = { model: 'claude-opus-5-5', max_tokens: 9, messages }
  expect(gatherBrief(body, new Map(), '', 0).results).toEqual([
    { name: 'look', input: { id: 'a' }, isError: false, text: 'Of a' },
    { name: 'look', input: { id: 'b' }, isError: false, text: 'Of b' },
  ])
})
