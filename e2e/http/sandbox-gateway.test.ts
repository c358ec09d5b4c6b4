import Anthropic from '@anthropic-ai/sdk'
import Anthropic0 from 'anthropic-sdk-0'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendJson } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'

describe.each(DOORS)('Through %s', (_door, door) => {
  let parley: ParleyServer
  beforeAll(async () => {
    parley = await startParley({ env: door })
  })
  afterAll(() => parley.stop())

  const SDKS: [string, typeof Anthropic][] = [
    ['1.10', Anthropic],
    // Another major with the same calls as far as they are used here.
    ['0.120', Anthropic0 as unknown as typeof Anthropic],
  ]
  const ask = (text: string, model = 'claude-sonnet-4-20250514') => ({
    model,
    max_tokens: 512,
    messages: [{ role: 'user' as const, content: text }],
  })

  describe.each(SDKS)('without a key the official SDK %s works against the sandbox', (_, Sdk) => {
    const client = () => new Sdk({ baseURL: parley.url, apiKey: parley.gatewayKey, maxRetries: 0 })

    it('Item 40: a stream accumulates to the message of the same call without stream', async () => {
      const streamed = await client().messages.stream(ask('What is 6 * 7?')).finalMessage()
      const whole = await client().messages.create(ask('What is 6 * 7?'))
      expect(streamed.content).toEqual(whole.content)
      expect(streamed.usage.output_tokens).toBe(whole.usage.output_tokens)
      expect(streamed.stop_reason).toBe('end_turn')
    })

    it('Items 41, 44: a thinking model’s stream has one start, one stop, one signature', async () => {
      const types: string[] = []
      for await (const event of client().messages.stream(ask('Hi', 'claude-opus-5-5'))) {
        types.push(event.type === 'content_block_delta' ? event.delta.type : event.type)
      }
      for (const once of ['message_start', 'message_stop', 'signature_delta']) {
        expect(types.filter((type) => type === once)).toHaveLength(1)
      }
      expect(types).not.toContain('thinking_delta')
      expect(types.indexOf('message_start')).toBe(0)
      expect(types.at(-1)).toBe('message_stop')
    })

    it('Item 72: the token count equals the input of the answer', async () => {
      const { model, messages } = ask('Count me, please.')
      const count = await client().messages.countTokens({ model, messages })
      const { usage } = await client().messages.create(ask('Count me, please.'))
      expect(usage.input_tokens).toBe(count.input_tokens)
    })

    it('Item 64: paging lists every model once, the baseline’s three among them', async () => {
      const ids: string[] = []
      for await (const model of client().models.list({ limit: 4 })) ids.push(model.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toEqual(
        expect.arrayContaining([
          'claude-opus-4-20250514',
          'claude-sonnet-4-20250514',
          'claude-haiku-4-20250514',
        ]),
      )
    })

    it('A scripted error has the status, type and id that the SDK reads', async () => {
      const call = client().messages.create(ask('[[error=529]]'))
      await expect(call).rejects.toMatchObject({
        status: 529,
        requestID: expect.stringMatching(/^req_/),
      })
    })
  })

  it('Item 12: the id in an error’s header is the one in its body', async () => {
    const headers = { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' }
    const answer = await sendJson(`${parley.url}/v1/messages`, { body: '{"model":', headers })
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ type: 'error', request_id: answer.headers['request-id'] })
  })

  it('Item 7: the sandbox alone answers 400 to a call without a version', async () => {
    const headers = { 'x-api-key': parley.gatewayKey }
    const answer = await sendJson(`${parley.url}/v1/messages`, { body: '{}', headers })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.json)).toContain('anthropic-version')
  })

  it('Item 65: retired models are listed where they are asked for, and only there', async () => {
    const headers = { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' }
    const list = async (query: string) => {
      const { json } = await sendJson(`${parley.url}/v1/models?limit=1000${query}`, { headers })
      return (json as { data: { id: string }[] }).data.map(({ id }) => id)
    }
    const retired = 'claude-opus-4-1-20250805'
    expect(await list('')).not.toContain(retired)
    expect(await list('&lifecycle%5B%5D=retired')).toEqual([retired])
  })

  it('The OpenAI SDK lists the models, and gets one by its alias', async () => {
    const client = new OpenAI({ baseURL: `${parley.url}/v1`, apiKey: parley.gatewayKey })
    const ids: string[] = []
    for await (const model of client.models.list()) ids.push(model.id)
    expect(ids).toContain('claude-opus-5-5')
    const dated = { id: 'claude-opus-4-5-20251101', object: 'model' }
    expect(await client.models.retrieve('claude-opus-4-5')).toMatchObject(dated)
    await expect(client.models.retrieve('no-model')).rejects.toMatchObject({ status: 404 })
    const keyless = new OpenAI({
      baseURL: `${parley.url}/u/anthropic/v1`,
      apiKey: parley.gatewayKey,
      maxRetries: 0,
    })
    for (const asking of [keyless.models.list(), keyless.models.retrieve('claude-opus-5-5')]) {
      await expect(asking).rejects.toMatchObject({ status: 503 })
    }
  })
})
