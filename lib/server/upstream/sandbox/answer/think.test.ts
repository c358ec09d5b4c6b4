import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'
import { countTokens } from '../tokens'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const INTERLEAVED = { 'anthropic-beta': 'interleaved-thinking-2025-05-14' }
const tools = [{ name: 'look', input_schema: { type: 'object' } }]
const question = { role: 'user', content: 'Which animal is in the picture?' }
const enabled = { type: 'enabled', budget_tokens: 1024 }

type Block = { type: string; thinking?: string; signature?: string }

async function send(body: object, headers: Record<string, string> = {}) {
  const response = await sandbox.post({ max_tokens: 3000, messages: [question], ...body }, headers)
  const answer = await response.json()
  const thoughts = ((answer.content ?? []) as Block[]).filter(({ type }) => type === 'thinking')
  return { status: response.status, thoughts, message: answer.error?.message, answer }
}

/** The thoughts of the first answer and of the one after its call has come back. */
async function loop(body: object, headers: Record<string, string> = {}) {
  const first = await send(body, headers)
  const call = { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }
  const found = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'It is a cat' }
  const messages = [
    question,
    { role: 'assistant', content: [...first.thoughts, call] },
    { role: 'user', content: [found] },
  ]
  const second = await send({ ...body, messages }, headers)
  expect([first.message, second.message]).toEqual([undefined, undefined])
  return { before: first.thoughts, between: second.thoughts }
}

describe('between calls of tools', () => {
  it('adaptive thinking goes on, briefly and about the results', async () => {
    const { before, between } = await loop({
      model: 'claude-opus-4-6',
      tools,
      thinking: { type: 'adaptive' },
    })
    const [first = '', second = ''] = [before[0]?.thinking, between[0]?.thinking]
    expect(first).toContain('Which animal')
    expect(second).toContain('look')
    expect(second).not.toContain('Which animal')
    expect(countTokens(second)).toBeLessThan(countTokens(first))
  })

  it('manual thinking goes on with the interleaved beta only', async () => {
    for (const model of ['claude-haiku-4-5', 'claude-sonnet-4-20250514']) {
      const body = { model, tools, thinking: enabled }
      expect(await loop(body)).toMatchObject({ before: [{}], between: [] })
      expect(await loop(body, INTERLEAVED)).toMatchObject({ before: [{}], between: [{}] })
    }
  })

  it('`between_tools` thinks there alone', async () => {
    const body = { model: 'claude-sonnet-5-5', tools }
    const between = await loop({ ...body, thinking: { type: 'between_tools' } })
    expect(between).toMatchObject({ before: [], between: [{}] })
    expect(await loop(body)).toMatchObject({ before: [{}], between: [{}] })
    const without = await loop({ model: 'claude-opus-5', tools, thinking: { type: 'disabled' } })
    expect(without).toEqual({ before: [], between: [] })
  })

  it('Item 29: a budget may reach beyond max_tokens with the interleaved beta and tools', async () => {
    const body = { model: 'claude-haiku-4-5', max_tokens: 300, thinking: enabled }
    expect((await send({ ...body, tools }, INTERLEAVED)).status).toBe(200)
    expect((await send(body, INTERLEAVED)).status).toBe(400)
    expect((await send({ ...body, tools })).status).toBe(400)
  })
})

describe('the thought', () => {
  it('is about the request, and says that no model is here', async () => {
    const body = { model: 'claude-opus-4-6', thinking: { type: 'adaptive' } }
    const text = (await send(body)).thoughts[0]?.thinking
    expect(text).toContain('no model here')
    expect(text).toContain('Which animal is in the picture?')
    const messages = [{ role: 'user', content: '图片里是什么动物？' }]
    expect((await send({ ...body, messages })).thoughts[0]?.thinking).toContain(
      '没有能够推理的模型',
    )
  })

  it('is longer with more effort', async () => {
    const sizes: number[] = []
    for (const effort of ['low', 'medium', 'high', 'xhigh', 'max']) {
      const { answer } = await send({ model: 'claude-opus-5-5', output_config: { effort } })
      sizes.push(answer.usage.output_tokens_details.thinking_tokens)
    }
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b))
    const { answer } = await send({ model: 'claude-opus-5-5' })
    // Its default is medium (claude-api.md §2.5).
    expect(answer.usage.output_tokens_details.thinking_tokens).toBe(sizes[1])
  })

  it('Item 37: comes redacted at the same cost, and is taken back as it was only', async () => {
    for (const model of ['claude-opus-5-5', 'claude-opus-4-6']) {
      const thinking = { type: 'adaptive' }
      const messages = [{ role: 'user', content: '[[redacted]] [[think=30]] Hello' }]
      const { answer } = await send({ model, thinking, messages })
      const [block, ...rest] = answer.content
      expect(block).toEqual({ type: 'redacted_thinking', data: expect.any(String) })
      expect(answer.usage.output_tokens_details.thinking_tokens).toBe(30)
      const replay = (content: object[]) =>
        send({
          model,
          thinking,
          messages: [
            ...messages,
            { role: 'assistant', content },
            { role: 'user', content: 'More' },
          ],
        })
      const whole = await replay([block, ...rest])
      const without = await replay(rest)
      expect(whole.status).toBe(200)
      expect(whole.answer.usage.input_tokens - without.answer.usage.input_tokens).toBe(30)
      expect((await replay([{ ...block, data: `${block.data}A` }, ...rest])).message).toBe(
        'messages.1.content.0: Invalid `data` in `redacted_thinking` block',
      )
    }
  })
})

describe('a thought', () => {
  it('is in the language of the question, whatever the material is in', async () => {
    const content =
      'Who built the bridge?\n\n这座桥由李工设计，一九五七年建成，全长一千六百七十米。'
    const { thoughts } = await send({
      model: 'claude-opus-4-6',
      thinking: { type: 'adaptive' },
      messages: [{ role: 'user', content }],
    })
    expect(thoughts[0]?.thinking).toContain('There is no model here')
  })
})
