import { APIError } from '@anthropic-ai/sdk'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { ask } from './faults/ask'
import { serveSandbox } from './served-sandbox'
import { countTokens } from './tokens'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

async function answerTo(content: string, more: object = {}) {
  const response = await sandbox.post(ask(content, more))
  const message = await response.json()
  return { message, text: message.content.at(-1).text as string }
}

/** Text deltas joined, and the data of the last frame. */
async function readStream(content: string) {
  const response = await sandbox.post(ask(content, { stream: true }))
  let text = ''
  let last: { type?: string; error?: { type: string }; request_id?: string } = {}
  let raw = ''
  try {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) raw += decoder.decode(chunk, { stream: true })
  } catch {
    last = { type: 'cut' }
  }
  for (const line of raw.split('\n')) {
    if (!line.startsWith('data: ')) continue
    const data = JSON.parse(line.slice(6))
    if (data.delta?.type === 'text_delta') text += data.delta.text
    if (last.type !== 'cut') last = data
  }
  return { response, text, last, raw }
}

describe('a directive', () => {
  it.each([1, 37, 400, 5000])('[[tokens=%i]] gets an answer of exactly so many', async (count) => {
    for (const words of ['', ' 请用中文回答这个问题']) {
      const { message, text } = await answerTo(`[[tokens=${count}]]${words}`)
      expect(message.usage.output_tokens).toBe(count)
      expect(message.stop_reason).toBe('end_turn')
      expect(countTokens(text)).toBe(count)
    }
  })

  it('[[table]] gets a table, in the language of the message', async () => {
    const { text } = await answerTo('Compare [[table]]')
    expect(text).toContain('| Full jitter |')
    expect((await answerTo('请比较三种重试策略 [[table]]')).text).toContain('| 完全抖动 |')
  })

  it('[[gallery]] gets one of everything that Markdown has', async () => {
    const { text } = await answerTo('[[gallery]]')
    for (const mark of [
      '# ',
      '\n1. ',
      '\n- [x] ',
      '\n| ',
      '```ts\n',
      '```python\n',
      '```sql\n',
      '```mermaid\n',
      '\n> ',
      '](https://',
      '![',
      '$$\n',
      '$ax^2',
      '标点',
      '`inline code`',
      'return `Hello',
    ]) {
      expect(text).toContain(mark)
    }
    expect(text).not.toContain('~~~')
    expect(text.match(/```/g)).toHaveLength(10)
  })

  it('[[think=N]] gets N tokens of thinking, text included on a model that shows it', async () => {
    const { message } = await answerTo('[[think=60]] Hi')
    expect(message.usage.output_tokens_details.thinking_tokens).toBe(60)
    expect(countTokens(message.content[0].thinking)).toBe(60)
    const none = await answerTo('[[think=0]] Hi', { model: 'claude-opus-5-5' })
    expect(none.message.content.map((block: { type: string }) => block.type)).toEqual(['text'])
  })

  it('[[think=N]] is without effect where a prefill begins the answer', async () => {
    const messages = [
      { role: 'user', content: '[[think=60]] Hi' },
      { role: 'assistant', content: 'This is' },
    ]
    const { message } = await answerTo('', { messages })
    expect(message.content.map((block: { type: string }) => block.type)).toEqual(['text'])
  })

  it('Item 53: [[error=…]] gets that error as JSON with its status, stream or not', async () => {
    for (const status of [400, 401, 402, 403, 404, 409, 413, 429, 500, 504, 529]) {
      for (const stream of [true, false]) {
        const response = await sandbox.post(ask(`Hi [[error=${status}]]`, { stream }))
        expect(response.status).toBe(status)
        expect(response.headers.get('content-type')).toBe('application/json')
        const body = await response.json()
        expect(body.request_id).toBe(response.headers.get('request-id'))
        expect(response.headers.get('retry-after')).toBe(status === 429 ? '1' : null)
      }
    }
    const overloaded = sandbox.current.messages.create(ask('[[error=529]]'))
    await expect(overloaded).rejects.toMatchObject({ status: 529, type: 'overloaded_error' })
  })

  it('[[error=… after=N]] ends the stream with an error event after N tokens', async () => {
    const { response, text, last } = await readStream('[[tokens=100]] [[error=529 after=20]]')
    expect(response.status).toBe(200)
    expect(countTokens(text)).toBe(20)
    expect(last.error?.type).toBe('overloaded_error')
    expect(last.request_id).toBe(response.headers.get('request-id'))
    const stream = sandbox.current.messages.stream(ask('[[error=529 after=20]]'))
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(APIError)
  })

  it('[[cut after=N]] ends the connection after N tokens without message_stop', async () => {
    const { text, last, raw } = await readStream('[[tokens=100]] [[cut after=20]]')
    expect(countTokens(text)).toBe(20)
    expect(last.type).toBe('cut')
    expect(raw).not.toContain('message_stop')
    expect(sandbox.ends.at(-1)).toBe('cut')
  })

  it('a fault after more tokens than the answer has strikes at its end', async () => {
    const { text, raw } = await readStream('[[tokens=10]] [[cut after=5000]]')
    expect(countTokens(text)).toBe(10)
    expect(raw).not.toContain('content_block_stop')
  })

  it('faults reach an answer that is not streamed', async () => {
    const refused = await sandbox.post(ask('[[error=500 after=3]] Hi'))
    expect(refused.status).toBe(500)
    await expect(sandbox.post(ask('[[cut after=3]] Hi'))).rejects.toThrow()
  })

  it('[[stall after=N]] sends N tokens and then nothing until the caller goes', async () => {
    const served = await serveSandbox({ tps: 1000 })
    try {
      const gone = new AbortController()
      const response = await fetch(`${served.baseURL}/v1/messages`, {
        method: 'POST',
        headers: { 'anthropic-version': '2023-06-01' },
        body: JSON.stringify(ask('[[tokens=100]] [[stall after=20]]', { stream: true })),
        signal: gone.signal,
      })
      let text = ''
      const read = async () => {
        const decoder = new TextDecoder()
        for await (const chunk of response.body ?? []) {
          for (const [, part = ''] of decoder
            .decode(chunk)
            .matchAll(/"text_delta","text":("[^"]*")/g)) {
            text += JSON.parse(part)
          }
        }
      }
      const reading = read()
      await vi.waitFor(() => expect(countTokens(text)).toBe(20))
      expect(served.ends).toEqual([])
      gone.abort()
      await expect(reading).rejects.toThrow()
      await vi.waitFor(() => expect(served.ends).toEqual(['aborted']))
    } finally {
      await served.close()
    }
  })

  it('[[stall after=N seconds=S]] goes on after the silence', async () => {
    const { text, last } = await readStream('[[tokens=60]] [[stall after=20 seconds=1]]')
    expect(countTokens(text)).toBe(60)
    expect(last.type).toBe('message_stop')
  })

  it('counts only in the last turn of the user', async () => {
    const messages = [
      { role: 'user', content: '[[error=529]] Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'Go on' },
    ]
    const { text } = await answerTo('', { messages })
    expect(text).toContain('it began with “Hi”')
    expect(text).not.toContain('[[')
  })

  it('does not strike again where a prefill continues past it', async () => {
    const question = { role: 'user', content: '[[tokens=100]] [[cut after=20]]' }
    const { text } = await readStream(question.content)
    const begun = text.trimEnd()
    const messages = [question, { role: 'assistant', content: begun }]
    const { message, text: rest } = await answerTo('', { messages })
    expect(message.stop_reason).toBe('end_turn')
    expect(begun + rest).toBe((await answerTo('[[tokens=100]]')).text)
  })

  it('that is malformed is part of the text', async () => {
    const { text } = await answerTo('Do [[tokens=many]] please')
    expect(text).toContain('Do [[tokens=many]] please')
  })
})
