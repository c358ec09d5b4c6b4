import { describe, expect, test } from 'vitest'
import { isApiError } from '../errors'
import { hi, OPTIONS } from './__fixtures__/map-request'
import { toMessagesRequest } from './request'

function refusalOf(value: unknown): string {
  try {
    toMessagesRequest(value, OPTIONS)
  } catch (error) {
    if (isApiError(error)) return `${error.status} ${error.message}`
    throw error
  }
  return 'taken'
}

describe('A request that cannot be mapped gets a 400 that names the field', () => {
  const withMessages = (...messages: unknown[]) => ({ model: 'm', messages })
  const withFields = (fields: object) => ({ model: 'm', messages: [hi], ...fields })
  const withCall = (call: unknown) =>
    withMessages(hi, hi, { role: 'assistant', tool_calls: [call] })
  const withPart = (part: unknown) =>
    withMessages({ role: 'user', content: [{ type: 'text', text: 'a' }, part] })
  const image = (url: unknown) => withPart({ type: 'image_url', image_url: { url } })

  test.each<[value: unknown, path: string]>([
    [null, 'body'],
    [[], 'body'],
    [{ messages: [hi] }, 'model'],
    [{ model: '', messages: [hi] }, 'model'],
    [{ model: 3, messages: [hi] }, 'model'],
    [{ model: 'm' }, 'messages'],
    [{ model: 'm', messages: 'Hi' }, 'messages'],
    [withMessages(), 'messages'],
    [withMessages({ role: 'system', content: 'Only this.' }), 'messages'],
    [withMessages({ role: 'user', content: '' }), 'messages'],
    [withMessages('Hi'), 'messages.0'],
    [withMessages({ content: 'Hi' }), 'messages.0.role'],
    [withMessages({ role: 'toString', content: 'Hi' }), 'messages.0.role'],
    [withMessages(hi, { role: 'user' }), 'messages.1.content'],
    [withMessages({ role: 'user', content: null }), 'messages.0.content'],
    [withMessages({ role: 'system', content: 5 }), 'messages.0.content'],
    [withMessages({ role: 'user', content: ['Hi'] }), 'messages.0.content.0'],
    [withPart({ type: 'text' }), 'messages.0.content.1.text'],
    [withPart({ type: 'video_url' }), 'messages.0.content.1.type'],
    [withPart({ type: 'image_url' }), 'messages.0.content.1.image_url'],
    [image(undefined), 'messages.0.content.1.image_url.url'],
    [image('file:///etc/passwd'), 'messages.0.content.1.image_url.url'],
    [image('data:image/svg+xml,<svg/>'), 'messages.0.content.1.image_url.url'],
    [image('data:image/png;base64'), 'messages.0.content.1.image_url.url'],
    [
      withMessages({ role: 'assistant', content: [{ type: 'image_url' }] }),
      'messages.0.content.0.type',
    ],
    [withCall('x'), 'messages.2.tool_calls.0'],
    [withCall({ function: { name: 'f' } }), 'messages.2.tool_calls.0.id'],
    [withCall({ id: 'a', type: 'custom', custom: {} }), 'messages.2.tool_calls.0.type'],
    [withCall({ id: 'a' }), 'messages.2.tool_calls.0.function'],
    [withCall({ id: 'a', function: {} }), 'messages.2.tool_calls.0.function.name'],
    ...['{"a":', '[1]', 'null', '"x"', {}, '['.repeat(600)].map((json): [unknown, string] => [
      withCall({ id: 'a', function: { name: 'f', arguments: json } }),
      'messages.2.tool_calls.0.function.arguments',
    ]),
    [
      withMessages({ role: 'assistant', function_call: { name: 'f', arguments: '{' } }),
      'messages.0.function_call.arguments',
    ],
    [withMessages({ role: 'tool', content: 'x' }), 'messages.0.tool_call_id'],
    [withMessages({ role: 'function', content: 'x' }), 'messages.0.name'],
    [withMessages({ role: 'function', name: 'f', content: 'x' }), 'messages.0.name'],
    [withFields({ n: 2 }), 'n'],
    [withFields({ n: '1' }), 'n'],
    [withFields({ stream: 'true' }), 'stream'],
    [withFields({ stream_options: true }), 'stream_options'],
    [withFields({ stream_options: { include_usage: 1 } }), 'stream_options.include_usage'],
    [withFields({ max_tokens: '100' }), 'max_tokens'],
    [withFields({ max_tokens: 1.5, max_completion_tokens: 1 }), 'max_tokens'],
    [withFields({ temperature: '0.5' }), 'temperature'],
    [withFields({ top_p: [] }), 'top_p'],
    [withFields({ stop: 3 }), 'stop'],
    [withFields({ stop: ['a', 3] }), 'stop.1'],
    [withFields({ tools: {} }), 'tools'],
    [withFields({ tools: [{ type: 'custom', custom: {} }] }), 'tools.0.type'],
    [withFields({ tools: [{ type: 'function' }] }), 'tools.0.function'],
    [
      withFields({ tools: [{ function: { name: 'f', parameters: 'x' } }] }),
      'tools.0.function.parameters',
    ],
    [withFields({ functions: [{}] }), 'functions.0.name'],
    [withFields({ tool_choice: 'any' }), 'tool_choice'],
    [withFields({ tool_choice: 'required' }), 'tool_choice'],
    [withFields({ tool_choice: { type: 'allowed_tools' } }), 'tool_choice'],
    [withFields({ tool_choice: { type: 'function' } }), 'tool_choice.function'],
    [withFields({ function_call: 'f' }), 'function_call'],
    [withFields({ parallel_tool_calls: 'no' }), 'parallel_tool_calls'],
  ])('The request %j is refused for its %s', (value, path) => {
    const refusal = refusalOf(value)
    expect(refusal.slice(0, `400 ${path}: `.length)).toBe(`400 ${path}: `)
  })
})
