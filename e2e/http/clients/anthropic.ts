import type Anthropic from '@anthropic-ai/sdk'
import { expect } from 'vitest'
import { NEW_MODEL, OLD_MODEL, type Place, RED_PNG, type Step, WEATHER } from './step'

/** What a program does with the Anthropic SDK for TypeScript. */
export function anthropicSteps(Sdk: typeof Anthropic, { url, key }: Place): Step[] {
  const client = new Sdk({ baseURL: url, apiKey: key, maxRetries: 0 })
  const ask = (content: string, more: object = {}) => ({
    model: OLD_MODEL,
    max_tokens: 1024,
    messages: [{ role: 'user' as const, content }],
    ...more,
  })
  return [
    [
      'lists the models, page by page',
      async () => {
        const ids: string[] = []
        for await (const { id } of client.models.list({ limit: 5 })) ids.push(id)
        expect(ids.length).toBeGreaterThan(5)
        expect(new Set(ids).size).toBe(ids.length)
      },
    ],
    [
      'retrieves a model by its alias',
      async () => {
        expect((await client.models.retrieve(OLD_MODEL)).id).toBe('claude-haiku-4-5-20251001')
      },
    ],
    [
      'counts the tokens that a call then has',
      async () => {
        const { model, messages } = ask('Count me, please.')
        const { input_tokens } = await client.messages.countTokens({ model, messages })
        const { usage } = await client.messages.create(ask('Count me, please.'))
        expect(usage.input_tokens).toBe(input_tokens)
      },
    ],
    [
      'asks, with a system prompt and earlier turns',
      async () => {
        const messages = [
          { role: 'user' as const, content: 'My name is Ada.' },
          { role: 'assistant' as const, content: 'Hello, Ada.' },
          { role: 'user' as const, content: 'What is 6 * 7?' },
        ]
        const answer = await client.messages.create(ask('', { system: 'Be brief.', messages }))
        expect(answer).toMatchObject({
          type: 'message',
          role: 'assistant',
          stop_reason: 'end_turn',
        })
        expect(JSON.stringify(answer.content)).toContain('42')
      },
    ],
    [
      'streams to the same message',
      async () => {
        const whole = await client.messages.create(ask('What is 12 * 12?'))
        const streamed = await client.messages.stream(ask('What is 12 * 12?')).finalMessage()
        expect(streamed.content).toEqual(whole.content)
      },
    ],
    [
      'reads raw events, and leaves in mid-stream',
      async () => {
        const events = await client.messages.create({
          ...ask('Tell me a long story'),
          stream: true,
        })
        const types: string[] = []
        for await (const { type } of events) {
          types.push(type)
          if (type === 'content_block_delta') break
        }
        expect(types.at(0)).toBe('message_start')
        events.controller.abort()
      },
    ],
    [
      'has a tool called and gives back its result',
      async () => {
        const tools = [{ name: 'weather', description: 'Weather of a city', input_schema: WEATHER }]
        const tool_choice = { type: 'tool' as const, name: 'weather' }
        const first = await client.messages.create(ask('Weather in Rome?', { tools, tool_choice }))
        const call = first.content.find(({ type }) => type === 'tool_use')
        if (call?.type !== 'tool_use') throw new Error('No tool was called.')
        expect(first.stop_reason).toBe('tool_use')
        const result = {
          type: 'tool_result' as const,
          tool_use_id: call.id,
          content: '21 °C, sunny',
        }
        const messages = [
          { role: 'user' as const, content: 'Weather in Rome?' },
          { role: 'assistant' as const, content: first.content },
          { role: 'user' as const, content: [result] },
        ]
        const second = await client.messages.create(ask('', { tools, messages }))
        expect(second.stop_reason).toBe('end_turn')
      },
    ],
    [
      'sends signed thinking back',
      async () => {
        const thinking = { type: 'adaptive' as const, display: 'summarized' as const }
        const question = { role: 'user' as const, content: 'Why is the sky blue?' }
        const first = await client.messages
          .stream({ ...ask('', { thinking, messages: [question] }), model: NEW_MODEL })
          .finalMessage()
        expect(first.content[0]?.type).toBe('thinking')
        const messages = [
          question,
          { role: 'assistant' as const, content: first.content },
          { role: 'user' as const, content: 'And at dusk?' },
        ]
        const second = await client.messages.create(
          ask('', { model: NEW_MODEL, thinking, messages }),
        )
        expect(second.stop_reason).toBe('end_turn')
      },
    ],
    [
      'shows an image',
      async () => {
        const source = { type: 'base64' as const, media_type: 'image/png' as const, data: RED_PNG }
        const content = [
          { type: 'image' as const, source },
          { type: 'text' as const, text: 'What is in the picture?' },
        ]
        const answer = await client.messages.create(
          ask('', { messages: [{ role: 'user' as const, content }] }),
        )
        expect(answer.content[0]?.type).toBe('text')
      },
    ],
    [
      'uploads a file, asks about it and deletes it',
      async () => {
        const file = new File(['The mill opened in 1871.'], 'mill.txt', { type: 'text/plain' })
        const { id } = await filesOf(client).upload({ file })
        const content = [
          { type: 'document' as const, source: { type: 'file', file_id: id } },
          { type: 'text' as const, text: 'When did the mill open?' },
        ]
        const messages = [{ role: 'user', content }]
        const answer = await client.messages.create(ask('', { messages }), {
          headers: { 'anthropic-beta': 'files-api-2025-04-14' },
        })
        expect(JSON.stringify(answer.content)).toContain('1871')
        expect(await filesOf(client).delete(id)).toMatchObject({ id })
      },
    ],
    [
      'creates a batch and reads its results',
      async () => {
        const { batches } = client.messages
        const { id } = await batches.create({
          requests: [{ custom_id: 'one', params: ask('What is 2 + 2?') }],
        })
        const status = async () => (await batches.retrieve(id)).processing_status
        await expect.poll(status, { timeout: 20_000 }).toBe('ended')
        const rows: string[] = []
        for await (const row of await batches.results(id)) rows.push(row.result.type)
        expect(rows).toEqual(['succeeded'])
      },
    ],
    [
      'meets an overload, retries by itself, and reads an error',
      async () => {
        const calm = new Sdk({ baseURL: url, apiKey: key, maxRetries: 2 })
        const answer = await calm.messages.create(ask('[[error=529 times=1]] What is 3 * 3?'))
        expect(answer.type).toBe('message')
        const wrong = client.messages.create(ask('Hi', { model: 'no-such-model' }))
        await expect(wrong).rejects.toMatchObject({
          status: 404,
          error: { type: 'error', error: { type: 'not_found_error' } },
          requestID: expect.stringMatching(/^req_/),
        })
      },
    ],
  ]
}

/** What both majors have, under different names. */
interface Files {
  upload(body: { file: File }): Promise<{ id: string }>
  delete(id: string): Promise<unknown>
}

function filesOf(client: Anthropic): Files {
  // The older major has files among its betas.
  return (client.files ?? client.beta.files) as unknown as Files
}
