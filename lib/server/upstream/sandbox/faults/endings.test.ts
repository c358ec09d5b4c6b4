import { afterAll, describe, expect, it } from 'vitest'
import { REFUSAL_CATEGORIES } from '@/lib/wire/types'
import { serveSandbox } from '../served-sandbox'
import { countTokens } from '../tokens'
import { ask } from './ask'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const answerTo = async (content: string, more: object = {}, headers = {}) =>
  (await sandbox.post(ask(content, more), headers)).json()

/** The message of a stream, by the SDK, with what it lacks of the whole one set aside. */
async function bothWays(content: string) {
  const bare = ({ id: _, parsed_output: __, ...rest }: Record<string, unknown>) => rest
  const whole = await answerTo(content)
  const streamed = await sandbox.current.messages.stream(ask(content)).finalMessage()
  return { whole: bare(whole), streamed: bare({ ...streamed }) }
}

describe('a refusal', () => {
  it.each([...REFUSAL_CATEGORIES, null])(
    'has the category %s in its stop details, before any output, streamed or not',
    async (category) => {
      const directive = category === null ? '[[refusal]]' : `[[refusal=${category}]]`
      const { whole, streamed } = await bothWays(`Hi ${directive}`)
      expect(whole).toMatchObject({ content: [], stop_reason: 'refusal', stop_sequence: null })
      const explanation = category === null ? null : expect.stringContaining(category)
      expect(whole.stop_details).toEqual({ type: 'refusal', category, explanation })
      expect(whole.usage).toMatchObject({ output_tokens: 0 })
      expect(streamed).toEqual(whole)
    },
  )

  it('after=N comes after N tokens of text, its thinking kept', async () => {
    const { content, stop_reason, usage } = await answerTo(
      '[[think=30]] [[tokens=100]] [[refusal=bio after=12]]',
    )
    expect(stop_reason).toBe('refusal')
    expect(content.map(({ type }: { type: string }) => type)).toEqual(['thinking', 'text'])
    expect(countTokens(content[1].text)).toBe(12)
    expect(usage.output_tokens).toBe(42)
  })

  it('does not come again where a prefill has passed it', async () => {
    const question = { role: 'user', content: '[[tokens=100]] [[refusal after=12]]' }
    const { content } = await answerTo(question.content)
    const begun = { role: 'assistant', content: content[0].text.trimEnd() }
    const { stop_reason } = await answerTo('', { messages: [question, begun] })
    expect(stop_reason).toBe('end_turn')
  })
})

describe('a stop reason', () => {
  it.each(['pause_turn', 'model_context_window_exceeded', 'something_new'])(
    '%s comes at the end, or after N tokens',
    async (reason) => {
      const { whole, streamed } = await bothWays(`[[tokens=50]] [[stop=${reason}]]`)
      expect(whole).toMatchObject({ stop_reason: reason, stop_details: null })
      expect(whole.usage).toMatchObject({ output_tokens: 50 })
      expect(streamed).toEqual(whole)
      const { content, stop_reason } = await answerTo(`[[tokens=50]] [[stop=${reason} after=7]]`)
      expect([countTokens(content[0].text), stop_reason]).toEqual([7, reason])
    },
  )

  it('after more tokens than the answer has comes at its end, and nothing more is billed', async () => {
    for (const directive of ['[[stop=pause_turn after=300]]', '[[refusal after=300]]']) {
      const { usage } = await answerTo(`[[tokens=50]] ${directive}`)
      expect([directive, usage.output_tokens]).toEqual([directive, 50])
    }
    const short = await answerTo('[[tokens=50]] [[stop=pause_turn after=300]]', { max_tokens: 9 })
    expect([short.stop_reason, short.usage.output_tokens]).toEqual(['pause_turn', 9])
  })
})

describe('redacted thinking', () => {
  it('comes in the place of the thought, and a fault after N tokens does not count it', async () => {
    const { content, usage } = await answerTo(
      '[[redacted]] [[think=30]] [[tokens=50]] [[refusal after=9]]',
    )
    expect(content).toMatchObject([{ type: 'redacted_thinking' }, { type: 'text' }])
    expect(content[0].data).not.toBe('')
    expect(countTokens(content[1].text)).toBe(9)
    expect(usage.output_tokens).toBe(39)
  })
})

describe('a seed', () => {
  const material = Array.from({ length: 12 }, (_, at) => `Valley ${at} has ${at + 3} quiet mills.`)
  const question = `Summarize:\n\n${material.join(' ')}`
  const textOf = async (content: string, headers = {}) =>
    (await answerTo(content, {}, headers)).content[0].text as string

  it('gets another answer to the same words, the same for the same seed, by text and by header', async () => {
    const plain = await textOf(question)
    const other = await textOf(`[[seed=1]] ${question}`)
    expect(other).not.toBe(plain)
    expect(await textOf(question, { 'x-sandbox-seed': '1' })).toBe(other)
    expect(await textOf(question, { 'x-sandbox-seed': '0' })).toBe(plain)
  })
})

describe('what no program knows', () => {
  it('is a block and a field of the message, and goes back with the next turn', async () => {
    const { whole, streamed } = await bothWays('[[unknown]] Hi')
    expect(whole).toMatchObject({
      sandbox_field: true,
      content: [{ type: 'sandbox_unknown' }, { type: 'text' }],
    })
    expect(streamed).toEqual(whole)
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: whole.content },
      { role: 'user', content: 'Go on' },
    ]
    expect((await sandbox.post(ask('', { messages }))).status).toBe(200)
  })
})

describe('a huge frame', () => {
  it('is one delta of the text, which whole answer and stream both have', async () => {
    const content = '[[tokens=20]] [[huge after=10 kb=300]]'
    const sizes: number[] = []
    const stream = sandbox.current.messages.stream(ask(content))
    stream.on('text', (delta) => sizes.push(delta.length))
    const text = await stream.finalText()
    expect(sizes.filter((size) => size >= 300 * 1024)).toHaveLength(1)
    expect((await answerTo(content)).content[0].text).toBe(text)
  })
})
