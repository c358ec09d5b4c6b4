import { expect, test } from 'vitest'
import { eventsOf, foldAll } from '../__fixtures__/events'
import { INVALID_JSON_KEY } from '../accumulate'
import type { WireMessage } from '../types'
import { toChatCompletion } from './completion'

const ANSWER: WireMessage = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-20250514',
  content: [{ type: 'text', text: 'Hello' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 10, output_tokens: 5 },
}

const choiceOf = (fields: Partial<WireMessage>) =>
  toChatCompletion({ ...ANSWER, ...fields }, 7).choices[0]

test('An answer has the shape of a chat completion, and no key beside', () => {
  expect(toChatCompletion(ANSWER, 1_764_000_000)).toStrictEqual({
    id: 'msg_1',
    object: 'chat.completion',
    created: 1_764_000_000,
    model: 'claude-sonnet-4-20250514',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Hello' },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  })
})

test('Texts are joined; thinking and what ran upstream are left out', () => {
  const message = foldAll(eventsOf('server-tools')).message
  const { content, tool_calls } = choiceOf({ content: message?.content ?? [] }).message
  expect(content).toMatch(/^I'll look that up\..+/s)
  expect(tool_calls).toBeUndefined()
  expect(
    choiceOf({ content: foldAll(eventsOf('thinking')).message?.content ?? [] }).message,
  ).toEqual({
    role: 'assistant',
    content: expect.not.stringContaining('The user'),
  })
})

test('Item 75: calls come out with their arguments as JSON text, beside the text or with null', () => {
  const call = (id: string, input: unknown) => ({ type: 'tool_use', id, name: 'f', input })
  const told = (id: string, json: string) => ({
    id,
    type: 'function',
    function: { name: 'f', arguments: json },
  })
  const content = [
    call('a', { x: [1, '你'] }),
    call('b', {}),
    call('c', null),
    call('d', { [INVALID_JSON_KEY]: '{"x' }),
  ]
  const tool_calls = [
    told('a', '{"x":[1,"你"]}'),
    told('b', '{}'),
    told('c', '{}'),
    told('d', '{"x'),
  ]
  expect(choiceOf({ content, stop_reason: 'tool_use' })).toMatchObject({
    message: { role: 'assistant', content: null, tool_calls },
    finish_reason: 'tool_calls',
  })
  const mixed = choiceOf({ content: [{ type: 'text', text: 'I look.' }, ...content] })
  expect(mixed.message).toEqual({ role: 'assistant', content: 'I look.', tool_calls })
})

test('An answer without any block is an empty text', () => {
  expect(choiceOf({ content: [] }).message).toEqual({ role: 'assistant', content: '' })
})

test.each([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['pause_turn', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_calls'],
  ['refusal', 'content_filter'],
  ['compaction', 'stop'],
  ['enlightened', 'stop'],
  [null, 'stop'],
])('The stop reason %s is the finish reason %s', (stop_reason, finish) => {
  expect(choiceOf({ stop_reason }).finish_reason).toBe(finish)
})

test('The prompt counts what was cached; counts that are missing are zero', () => {
  const usage = {
    input_tokens: 1,
    cache_creation_input_tokens: 20,
    cache_read_input_tokens: 300,
    output_tokens: 4000,
  }
  expect(toChatCompletion({ ...ANSWER, usage }, 7).usage).toEqual({
    prompt_tokens: 321,
    completion_tokens: 4000,
    total_tokens: 4321,
  })
  const none = { cache_read_input_tokens: null }
  expect(toChatCompletion({ ...ANSWER, usage: none }, 7).usage).toEqual({
    prompt_tokens: 0,
    completion_tokens: 0,
    total_tokens: 0,
  })
})
