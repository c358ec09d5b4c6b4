import type Anthropic from '@anthropic-ai/sdk'
import { afterAll, describe, expect, it } from 'vitest'
import { linesOf, makePdf } from '../../files/inspect/made/made-pdf'
import { serveSandbox } from './served-sandbox'
import { countTokens } from './tokens'

const SONNET_4 = 'claude-sonnet-4-20250514'
const user = (content: unknown) => ({ role: 'user', content })
const base = { model: SONNET_4, max_tokens: 300, messages: [user('Hello')] }

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

async function send(change: object, headers: Record<string, string> = {}) {
  const response = await sandbox.post({ ...base, ...change }, headers)
  const body = await response.json()
  return { status: response.status, body }
}

const textOf = (message: Anthropic.Message) =>
  message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')

describe('the answer', () => {
  it.each(['Hello', 'stop here please', '你好，请介绍一下自己'])(
    'Item 34: a stop sequence in the answer to %j ends it, is named, and is not in the text',
    async (content) => {
      const whole = textOf((await send({ messages: [user(content)] })).body)
      for (const at of [0, 1, 17, whole.length - 9]) {
        const sequence = whole.slice(at, at + 9)
        if (sequence.trim() === '') continue
        const { body } = await send({
          messages: [user(content)],
          stop_sequences: ['never said', sequence],
        })
        expect(body).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: sequence })
        expect(textOf(body)).toBe(whole.slice(0, whole.indexOf(sequence)))
      }
    },
  )

  it.each([1, 2, 7, 40])('max_tokens %i gives exactly as many tokens', async (max_tokens) => {
    for (const model of [SONNET_4, 'claude-opus-5-5']) {
      const { body } = await send({ model, max_tokens })
      expect(body.stop_reason).toBe('max_tokens')
      expect(body.usage.output_tokens).toBe(max_tokens)
      expect(countTokens(textOf(body)) + body.usage.output_tokens_details.thinking_tokens).toBe(
        max_tokens,
      )
    }
  })

  it('takes neighbouring turns of one role as one, with the words and directives of all', async () => {
    const table = 'city,sales\nRome,3\nOslo,9'
    const question = 'Which city has the most sales?'
    const apart = [user(question), user(`${table}\n[[seed=3]]`)]
    const together = [
      user([
        { type: 'text', text: question },
        { type: 'text', text: `${table}\n[[seed=3]]` },
      ]),
    ]
    const answer = textOf((await send({ messages: together })).body)
    expect(answer).toContain('**Oslo**')
    expect(textOf((await send({ messages: apart })).body)).toBe(answer)
    const begun = answer.slice(0, 10).trimEnd()
    const two = ['assistant', 'assistant'].map((role, at) => ({
      role,
      content: at === 0 ? begun.slice(0, 4) : begun.slice(4),
    }))
    const { body } = await send({ messages: [...together, ...two] })
    expect(begun + textOf(body)).toBe(answer)
  })

  it('is the same for the same request, its id excepted', async () => {
    const [one, two] = [(await send({})).body, (await send({})).body]
    expect(one.id).not.toBe(two.id)
    expect({ ...one, id: '' }).toEqual({ ...two, id: '' })
  })

  it('Item 72: count_tokens equals the input of usage for the same body', async () => {
    const data = makePdf([linesOf('Some words')]).toString('base64')
    const pdf = { type: 'base64', media_type: 'application/pdf', data }
    const body = {
      model: 'claude-opus-5-5',
      system: [{ type: 'text', text: 'Be kind, always.' }],
      tools: [{ name: 'f', input_schema: { type: 'object' } }],
      messages: [
        user([
          { type: 'document', source: pdf, title: 'T' },
          { type: 'text', text: '你好' },
        ]),
      ],
    }
    const counted = await sandbox.post(body, {}, '/v1/messages/count_tokens')
    const { input_tokens } = await counted.json()
    expect((await send(body)).body.usage.input_tokens).toBe(input_tokens)
    const refused = await sandbox.post(base, {}, '/v1/messages/count_tokens')
    expect((await refused.json()).error.message).toBe('max_tokens: Extra inputs are not permitted')
  })

  it('Item 38: total input is input plus cache creation plus cache read', async () => {
    const { usage } = (await send({})).body
    expect(usage.cache_creation_input_tokens).toBe(0)
    expect(usage.cache_read_input_tokens).toBe(0)
    expect(usage.input_tokens).toBeGreaterThan(0)
  })

  it('comes through both SDK majors', async () => {
    const request = { model: 'claude-opus-5-5', max_tokens: 300 }
    const messages = [{ role: 'user' as const, content: 'Hello' }]
    const current = await sandbox.current.messages.create({ ...request, messages })
    const classic = await sandbox.classic.messages.create({ ...request, messages })
    expect(current._request_id).toMatch(/^req_/)
    expect(classic.content).toEqual(current.content)
    const { input_tokens } = await sandbox.current.messages.countTokens({
      model: request.model,
      messages,
    })
    expect(input_tokens).toBe(current.usage.input_tokens)
  })
})
