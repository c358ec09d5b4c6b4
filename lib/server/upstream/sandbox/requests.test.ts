import type Anthropic from '@anthropic-ai/sdk'
import { afterAll, describe, expect, it } from 'vitest'
import { MODEL_TABLE } from '@/lib/domain/models-table'
import { serveSandbox } from './served-sandbox'

const SONNET_4 = 'claude-sonnet-4-20250514'
const user = (content: unknown) => ({ role: 'user', content })
const base = { model: SONNET_4, max_tokens: 300, messages: [user('Hello')] }
const NEW = { 'anthropic-version': '2026-10-21' }

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

async function send(change: object, headers: Record<string, string> = {}) {
  const response = await sandbox.post({ ...base, ...change }, headers)
  const body = await response.json()
  return { status: response.status, body, message: body.error?.message as string | undefined }
}

const textOf = (message: Anthropic.Message) =>
  message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')

describe('what a request must have', () => {
  it.each(['model', 'max_tokens', 'messages'])(
    'Item 22: without %s it answers 400 and names the field',
    async (field) => {
      const { status, message } = await send({ [field]: undefined })
      expect([status, message]).toEqual([400, `${field}: Field required`])
    },
  )

  it.each([
    [{ messages: [] }, 'messages: List should have at least 1 items'],
    [{ messages: [user(3)] }, 'messages.0.content: Input should be a valid string or list'],
    [{ messages: [{ role: 'user' }] }, 'messages.0.content: Field required'],
    [{ messages: [{ content: 'x' }] }, 'messages.0.role: Field required'],
    [
      { messages: [{ role: 'bot', content: 'x' }] },
      "messages.0.role: Input should be 'user' or 'assistant' or 'system'",
    ],
    [{ messages: [user([{ type: 'text' }])] }, 'messages.0.content.0.text.text: Field required'],
    [
      { messages: [user([{ type: 'poem', text: 'x' }])] },
      'messages.0.content.0: Input tag "poem" found using \'type\' does not match any of the expected tags',
    ],
    [{ messages: [user([{ text: 'x' }])] }, 'messages.0.content.0.type: Field required'],
    [
      {
        messages: [
          user([{ type: 'image', source: { type: 'base64', media_type: 'image/bmp', data: '' } }]),
        ],
      },
      "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg' or 'image/png' or 'image/gif' or 'image/webp'",
    ],
    [{ max_tokens: -1 }, 'max_tokens: Input should be greater than or equal to 0'],
    [{ max_tokens: '9' }, 'max_tokens: Input should be a valid number'],
    [{ max_tokens: 1.5 }, 'max_tokens: Input should be a valid integer'],
    [{ stream: 'yes' }, 'stream: Input should be a valid boolean'],
    [{ stop_sequences: 'a' }, 'stop_sequences: Input should be a valid list'],
    [{ colour: 'red' }, 'colour: Extra inputs are not permitted'],
    [
      { messages: [user([{ type: 'text', text: 'x', size: 1 }])] },
      'messages.0.content.0.text.size: Extra inputs are not permitted',
    ],
    [{ stop_sequences: ['\n '] }, 'stop_sequences: each stop sequence must contain non-whitespace'],
    [
      { messages: [user('')] },
      'messages.0: all messages must have non-empty content except for the optional final assistant message',
    ],
    [
      { messages: [user([{ type: 'text', text: '' }])] },
      'messages: text content blocks must be non-empty',
    ],
  ])('%j answers 400 with the path of the field', async (change, expected) => {
    const { status, message } = await send(change)
    expect([status, message]).toEqual([400, expected])
  })

  it('a body that is no object answers 400', async () => {
    for (const body of ['null', '[]', '"text"', '3']) {
      expect((await sandbox.post(body)).status).toBe(400)
    }
  })

  it('Item 23: an unknown or retired model answers 404, the three baseline ids answer', async () => {
    for (const model of ['claude-9', 'claude-opus-4-1-20250805', 'constructor']) {
      const { status, body } = await send({ model })
      expect([status, body.error.type]).toEqual([404, 'not_found_error'])
    }
    for (const line of ['opus', 'sonnet', 'haiku']) {
      const { status, body } = await send({ model: `claude-${line}-4-20250514` })
      expect([status, body.model]).toEqual([200, `claude-${line}-4-20250514`])
    }
  })

  it('an alias answers under the full name', async () => {
    const { body } = await send({ model: 'claude-haiku-4-5' })
    expect(body.model).toBe('claude-haiku-4-5-20251001')
  })

  it('Item 24: max_tokens above the model’s cap answers 400, 0 gives empty content and usage', async () => {
    for (const { id, maxOutput, lifecycle } of MODEL_TABLE) {
      if (maxOutput === null || (lifecycle === 'retired' && id.includes('4-1-'))) continue
      expect((await send({ model: id, max_tokens: maxOutput + 1 })).status).toBe(400)
    }
    const { status, body } = await send({ max_tokens: 0 })
    expect(status).toBe(200)
    expect(body).toMatchObject({ content: [], stop_reason: 'max_tokens' })
    expect(body.usage).toMatchObject({ output_tokens: 0, input_tokens: expect.any(Number) })
  })
})

describe('sampling', () => {
  it.each([
    ['2026-10-21', SONNET_4, { temperature: 1 }, 400],
    ['2026-10-21', SONNET_4, { top_p: 1 }, 400],
    ['2026-10-21', 'claude-opus-5-5', { top_k: 0 }, 400],
    ['2026-10-21', SONNET_4, {}, 200],
    ['2023-06-01', SONNET_4, { temperature: 0.7 }, 200],
    ['2023-06-01', SONNET_4, { top_p: 0.5, top_k: 40 }, 200],
  ])('Item 25: version %s, %s, %j answers %i', async (version, model, change, status) => {
    const headers = { 'anthropic-version': version }
    expect((await send({ model, ...change }, headers)).status).toBe(status)
  })

  it.each([{ temperature: 1.1 }, { temperature: -0.1 }, { temperature: 0.5, top_p: 0.5 }])(
    'Item 26: %j answers 400 on Claude 4',
    async (change) => {
      expect((await send(change)).status).toBe(400)
    },
  )

  it.each(['claude-opus-4-7', 'claude-opus-5-5', 'claude-haiku-5-5', 'claude-mythos-preview'])(
    'Item 27: sampling other than the default answers 400 on %s in both versions',
    async (model) => {
      for (const headers of [{}, NEW] as Record<string, string>[]) {
        expect((await send({ model, temperature: 0.5 }, headers)).status).toBe(400)
        expect((await send({ model, top_k: 5 }, headers)).status).toBe(400)
      }
      expect((await send({ model, temperature: 1 })).status).toBe(200)
    },
  )

  it('with thinking on, temperature stays at 1 and top_p at 0.95 or above', async () => {
    const thinking = { type: 'enabled', budget_tokens: 1024 }
    const ask = async (change: object) =>
      (await send({ model: 'claude-opus-4-6', max_tokens: 2000, thinking, ...change })).status
    expect(await ask({ temperature: 0.5 })).toBe(400)
    expect(await ask({ top_k: 5 })).toBe(400)
    expect(await ask({ top_p: 0.9 })).toBe(400)
    expect(await ask({ top_p: 0.95 })).toBe(200)
  })
})

describe('thinking and effort', () => {
  it('Item 28: each thinking type is accepted or refused as the model list says', async () => {
    const { data } = await sandbox.current.models.list({ limit: 1000 })
    let seen = 0
    for (const { id, capabilities } of data) {
      for (const [type, leaf] of Object.entries(capabilities?.thinking.types ?? {})) {
        const thinking = type === 'enabled' ? { type, budget_tokens: 1024 } : { type }
        const { status } = await send({ model: id, max_tokens: 2000, thinking })
        expect([id, type, status]).toEqual([id, type, leaf.supported ? 200 : 400])
        seen++
      }
    }
    expect(seen).toBe(data.length * 4)
  })

  it.each([
    [1023, 2000],
    [2000, 2000],
    [3000, 2000],
  ])(
    'Item 29: a budget of %i with max_tokens %i answers 400',
    async (budget_tokens, max_tokens) => {
      const thinking = { type: 'enabled', budget_tokens }
      expect((await send({ max_tokens, thinking })).status).toBe(400)
    },
  )

  it('`display` with `disabled`, and thinking without output, answer 400', async () => {
    const disabled = { type: 'disabled', display: 'omitted' }
    expect((await send({ thinking: disabled })).message).toBe(
      'thinking.disabled.display: Extra inputs are not permitted',
    )
    const enabled = { type: 'enabled', budget_tokens: 1024 }
    expect((await send({ thinking: enabled, max_tokens: 0 })).status).toBe(400)
  })

  it('Item 33: each effort level is accepted or refused as the model list says', async () => {
    const { data } = await sandbox.current.models.list({ limit: 1000 })
    for (const { id, capabilities } of data) {
      if (capabilities?.effort == null) continue
      for (const effort of ['low', 'medium', 'high', 'xhigh', 'max'] as const) {
        const { status } = await send({ model: id, output_config: { effort } })
        const isListed = capabilities.effort[effort]?.supported === true
        expect([id, effort, status]).toEqual([id, effort, isListed ? 200 : 400])
      }
    }
  })

  it('without thinking, effort above high answers 400 where the model says so', async () => {
    const off = (type: string, model: string, effort: string) =>
      send({ model, thinking: { type }, output_config: { effort } })
    expect((await off('disabled', 'claude-opus-5', 'xhigh')).status).toBe(400)
    expect((await off('disabled', 'claude-opus-5', 'high')).status).toBe(200)
    expect((await off('between_tools', 'claude-sonnet-5-5', 'max')).status).toBe(400)
    expect((await off('disabled', 'claude-opus-4-8', 'max')).status).toBe(200)
  })
})

describe('turns', () => {
  const assistant = (content: unknown) => ({ role: 'assistant', content })

  it('Item 30: a prefill is continued up to Claude 4.5 and answers 400 after it', async () => {
    for (const model of [SONNET_4, 'claude-opus-4-5']) {
      const whole = textOf((await send({ model, max_tokens: 4000 })).body)
      const begun = whole.slice(0, 70)
      const { body } = await send({
        model,
        max_tokens: 4000,
        messages: [user('Hello'), assistant(begun)],
      })
      expect(begun + textOf(body)).toBe(whole)
    }
    for (const model of ['claude-opus-4-6', 'claude-opus-5-5', 'claude-mythos-preview']) {
      const { status, message } = await send({ model, messages: [user('Hi'), assistant('He')] })
      expect(status).toBe(400)
      expect(message).toContain('must end with a user message')
      const empty = await send({ model, messages: [user('Hi'), assistant('')] })
      expect(empty.message).toBe(message)
    }
  })

  it('Item 30: a prefill answers 400 with thinking, and with white space at its end', async () => {
    const messages = [user('Hi'), assistant('He')]
    const thinking = { type: 'enabled', budget_tokens: 1024 }
    expect((await send({ messages, thinking, max_tokens: 2000 })).status).toBe(400)
    expect((await send({ messages: [user('Hi'), assistant('He ')] })).message).toContain(
      'trailing whitespace',
    )
  })

  const call = { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} }
  const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'ok' }
  it.each([
    ['a call without its result', 400, [user('a'), assistant([call]), user('b')]],
    ['a call at the end', 400, [user('a'), assistant([call])]],
    ['a result without its call', 400, [user([result])]],
    ['a result for another call', 400, [user('a'), assistant('b'), user([result])]],
    [
      'a result after other content',
      400,
      [user('a'), assistant([call]), user([{ type: 'text', text: 'b' }, result])],
    ],
    ['a pair', 200, [user('a'), assistant([call]), user([result])]],
    ['a call of a user', 400, [user([call]), user([result])]],
  ])('Item 31: %s answers %i', async (_, status, messages) => {
    expect((await send({ messages })).status).toBe(status)
  })

  it('Item 39: a system turn answers 400 at the start or on a model without them, 200 after a user', async () => {
    const system = { role: 'system', content: 'Be brief.' }
    const model = 'claude-opus-5-5'
    expect((await send({ model, messages: [system, user('a')] })).status).toBe(400)
    expect((await send({ model, messages: [user('a'), system, user('b')] })).status).toBe(400)
    expect((await send({ model, messages: [user('a'), system] })).status).toBe(200)
    expect((await send({ messages: [user('a'), system] })).status).toBe(400)
  })

  it('a document in an answer and citations in a user’s text are refused by the new version only', async () => {
    const document = {
      type: 'document',
      source: { type: 'text', media_type: 'text/plain', data: 'x' },
    }
    const cited = { type: 'text', text: 'x', citations: [{ type: 'char_location' }] }
    const inAnswer = { messages: [user('a'), assistant([document]), user('b')] }
    const inUser = { messages: [user([cited])] }
    for (const change of [inAnswer, inUser]) {
      expect((await send(change)).status).toBe(200)
      expect((await send(change, NEW)).status).toBe(400)
    }
  })
})
