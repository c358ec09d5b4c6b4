import type Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { callsOf, TEXT, tool, wordsOf } from './tool-bed'

let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox()
})
afterAll(() => sandbox.close())

const base = { model: 'claude-sonnet-4-20250514', max_tokens: 1000 }
const ask = (
  content: string,
  tools: Anthropic.Tool[],
  rest: Partial<Anthropic.MessageCreateParamsNonStreaming>,
) =>
  sandbox.current.messages.create({
    ...base,
    tools,
    messages: [{ role: 'user', content }],
    ...rest,
    stream: false,
  })

const WEATHER = tool('get_weather', 'Get the current weather in a place', { location: TEXT })

describe('the tool loop', () => {
  const loop = (
    question: string,
    tools: Anthropic.Tool[],
    name: string,
    input: object,
    result: string,
  ) =>
    ask('', tools, {
      messages: [
        { role: 'user', content: question },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name, input }] },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: result }],
        },
      ],
    })

  it('ends with words when all that was asked for has been called', async () => {
    const message = await loop(
      'Weather in Rome?',
      [WEATHER],
      'get_weather',
      { location: 'Rome, Italy' },
      '{"location":"Rome, IT","temperature":20}',
    )
    expect(callsOf(message)).toEqual([])
    expect(message.stop_reason).toBe('end_turn')
  })

  it('says of an empty list that nothing is in it', async () => {
    const input = { location: 'Rome' }
    const result = '{"location":"Rome","alerts":[]}'
    const message = await loop('Weather in Rome?', [WEATHER], 'get_weather', input, result)
    expect(wordsOf(message)).toContain('alerts **–**')
  })

  it('takes what the next call lacks from the result of the one before', async () => {
    const find = tool('find_user', 'Find a user by email', { email: TEXT })
    const orders = tool('list_orders', 'List the orders of a user', { user_id: TEXT })
    const message = await loop(
      'Find the user with email a@b.example and list their orders',
      [find, orders],
      'find_user',
      { email: 'a@b.example' },
      '{"user_id": "u_17", "name": "Al"}',
    )
    expect(callsOf(message)).toEqual([['list_orders', { user_id: 'u_17' }]])
  })

  it('leads to its calls in the language of the question', async () => {
    const message = await ask('', [WEATHER], {
      tool_choice: { type: 'auto', disable_parallel_tool_use: true },
      messages: [
        { role: 'user', content: '成都和重庆的天气怎么样？' },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { location: '成都' } },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'sun' }],
        },
      ],
    })
    expect(wordsOf(message)).toBe('我来调用`get_weather`（重庆）。')
  })

  it('understands a question that only names another value', async () => {
    const message = await ask('', [WEATHER], {
      messages: [
        { role: 'user', content: 'Weather in Rome?' },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { location: 'Rome' } },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'sun' }],
        },
        { role: 'assistant', content: 'It is sunny.' },
        { role: 'user', content: 'And in Oslo?' },
      ],
    })
    expect(callsOf(message)).toEqual([['get_weather', { location: 'Oslo' }]])
  })

  it('runs to its end in the official SDK’s tool runner', async () => {
    const ran: unknown[] = []
    const runner = sandbox.current.beta.messages.toolRunner({
      ...base,
      messages: [{ role: 'user', content: 'Weather in Rome and Oslo?' }],
      tools: [{ ...WEATHER, run: async (input: unknown) => `${ran.push(input)} degrees` }],
    })
    const last = await runner.runUntilDone()
    expect(ran).toEqual([{ location: 'Rome' }, { location: 'Oslo' }])
    expect(last.stop_reason).toBe('end_turn')
  })
})
