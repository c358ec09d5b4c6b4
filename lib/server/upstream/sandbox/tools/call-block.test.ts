import type Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { callsOf, TEXT, tool } from './tool-bed'

let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox()
})
afterAll(() => sandbox.close())

const base = { model: 'claude-sonnet-4-20250514', max_tokens: 1000 }
const ask = (content: string, tools: Anthropic.ToolUnion[]) =>
  sandbox.current.messages.create({ ...base, tools, messages: [{ role: 'user', content }] })

const EMAIL = tool('send_email', 'Send an email', { to: TEXT, subject: TEXT, body: TEXT })

it('says that the model itself made it, before its input as in the whole message', async () => {
  const message = await ask('Send an email to ann@example.org: "Hi", subject "Keys"', [EMAIL])
  const call = message.content.find(({ type }) => type === 'tool_use')
  expect(call).toMatchObject({ caller: { type: 'direct' } })
})

describe('the input of a call in a stream', () => {
  const EAGER = { ...EMAIL, eager_input_streaming: true }
  const LETTER =
    'Send an email to ann@example.org with the subject "Keys \\ {1}" saying they are on the "table", 3 of them.'
  const stock = tool(
    'count',
    'Count stock in the inventory',
    {
      items: { type: 'array', items: TEXT },
      limit: { type: 'number' },
      tags: { type: 'object', properties: { colour: TEXT } },
    },
    ['limit'],
  )

  it('Item 43: its pieces joined are the JSON of the input, {} where it is empty', async () => {
    const piecesOf = async (content: string, tools: Anthropic.Tool[]) => {
      const stream = sandbox.current.messages.stream({
        ...base,
        tools,
        messages: [{ role: 'user', content }],
      })
      const pieces: string[] = []
      for await (const event of stream) {
        if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta')
          pieces.push(event.delta.partial_json)
      }
      return { pieces, call: callsOf(await stream.finalMessage())[0] }
    }
    const bare = await piecesOf('What time is it now?', [tool('get_time', 'The current time', {})])
    expect(bare.pieces.join('')).toBe('{}')
    const plain = await piecesOf(LETTER, [EMAIL])
    expect(JSON.parse(plain.pieces.join(''))).toEqual(plain.call?.[1])
    expect(plain.pieces).toHaveLength(1 + 3)
    const eager = await piecesOf(LETTER, [EAGER])
    expect(eager.pieces.join('')).toBe(plain.pieces.join(''))
    expect(eager.pieces.length).toBeGreaterThan(10)
  })

  it('Item 40: both SDK majors accumulate it to the message of the call without stream, wherever max_tokens cuts it', async () => {
    for (const [content, offered] of [
      [LETTER, EMAIL],
      [LETTER, EAGER],
      ['Count stock: 5 of the red items', { ...stock, eager_input_streaming: true }],
      ['Count stock: 5 of the red items', stock],
    ] as const) {
      const full = await ask(content, [offered])
      expect(full.stop_reason).toBe('tool_use')
      for (let max_tokens = 1; max_tokens < full.usage.output_tokens; max_tokens += 7) {
        const request = {
          ...base,
          max_tokens,
          tools: [offered],
          messages: [{ role: 'user' as const, content }],
        }
        const whole = await sandbox.current.messages.create(request)
        const current = await sandbox.current.messages.stream(request).finalMessage()
        const classic = await sandbox.classic.messages.stream(request).finalMessage()
        expect(callsOf(current)).toEqual(callsOf(whole))
        expect(
          classic.content.flatMap((block) =>
            block.type === 'tool_use' ? [[block.name, block.input]] : [],
          ),
        ).toEqual(callsOf(whole))
        expect(whole.stop_reason).toBe('max_tokens')
        expect(whole.usage.output_tokens).toBeLessThanOrEqual(max_tokens)
      }
    }
  })
})
