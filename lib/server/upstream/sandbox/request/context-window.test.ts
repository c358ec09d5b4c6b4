import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const HAIKU = 'claude-haiku-4-5'
const SONNET_4 = 'claude-sonnet-4-20250514'

/** A request of so many input tokens, those around its text included. */
async function send(model: string, tokens: number, change: object = {}, beta = '') {
  const headers: Record<string, string> = beta === '' ? {} : { 'anthropic-beta': beta }
  const body = (text: string) => ({ model, messages: [{ role: 'user', content: text }] })
  const counted = await sandbox.post(body('。'), headers, '/v1/messages/count_tokens')
  const { input_tokens: least } = await counted.json()
  const text = '。'.repeat(tokens - least + 1)
  const response = await sandbox.post({ ...body(text), max_tokens: 300, ...change }, headers)
  const answer = await response.json()
  return { status: response.status, message: answer.error?.message, answer }
}

describe('a request at the edge of the context', () => {
  it('answers 400 where its input is longer', async () => {
    expect((await send(HAIKU, 200_001)).message).toBe(
      'prompt is too long: 200001 tokens > 200000 maximum',
    )
    expect((await send(HAIKU, 199_700)).status).toBe(200)
  })

  it('is answered up to there from Claude 4.5 on', async () => {
    const { answer } = await send(HAIKU, 199_990)
    expect(answer.stop_reason).toBe('model_context_window_exceeded')
    expect(answer.usage).toMatchObject({ input_tokens: 199_990, output_tokens: 10 })
    const full = await send(HAIKU, 200_000)
    expect(full.answer).toMatchObject({
      stop_reason: 'model_context_window_exceeded',
      content: [],
      usage: { output_tokens: 0 },
    })
    const bound = await send(HAIKU, 199_990, { max_tokens: 5 })
    expect(bound.answer.stop_reason).toBe('max_tokens')
  })

  it('answers 400 on older models, except with the beta', async () => {
    expect((await send(SONNET_4, 199_990)).message).toMatch(
      /^input length and `max_tokens` exceed context limit: 199990 \+ 300 > 200000/,
    )
    const beta = 'model-context-window-exceeded-2025-08-26'
    const { answer } = await send(SONNET_4, 199_990, {}, beta)
    expect(answer.stop_reason).toBe('model_context_window_exceeded')
  })

  it('has five times the room with the beta of Sonnet 4 and 4.5', async () => {
    for (const [model, status] of [
      [SONNET_4, 200],
      ['claude-sonnet-4-5', 200],
      [HAIKU, 400],
    ] as const) {
      expect((await send(model, 200_001, {}, 'context-1m-2025-08-07')).status).toBe(status)
    }
  })
})
