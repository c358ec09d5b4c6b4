import { afterAll, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

type Block = { type: string; text: string }

/** An answer with citations, which make it one of several text blocks. */
async function send(change: object = {}, ...begun: object[]) {
  const data = 'The harbour was built in 1871. It was made of stone. Ships came from the north.'
  const source = { type: 'text', media_type: 'text/plain', data }
  const document = { type: 'document', source, citations: { enabled: true } }
  const ask = { type: 'text', text: 'When was the harbour built?' }
  const messages = [{ role: 'user', content: [document, ask] }, ...begun]
  const body = { model: 'claude-haiku-4-5', max_tokens: 2000, messages, ...change }
  const message = await (await sandbox.post(body)).json()
  const content: Block[] = message.content
  return { message, content, text: content.map(({ text }) => text).join('') }
}

it('Item 30: a prefill is continued that comes back in the several blocks of a cited answer', async () => {
  const { content, text: whole } = await send()
  expect(content.length).toBeGreaterThan(2)
  const begun = content.slice(0, 2).map(({ type, text }) => ({ type, text }))
  begun.push({ type: 'text', text: (content[2]?.text ?? '').slice(0, 30).trimEnd() })
  const { text: rest } = await send({}, { role: 'assistant', content: begun })
  expect(begun.map(({ text }) => text).join('') + rest).toBe(whole)
})

it('Item 34: a stop sequence may begin in one block of a cited answer and end in the next', async () => {
  const { content, text: whole } = await send()
  let end = 0
  for (const { text } of content.slice(0, -1)) {
    end += text.length
    const sequence = whole.slice(end - 4, end + 4)
    const stopped = await send({ stop_sequences: [sequence] })
    expect(stopped.message).toMatchObject({
      stop_reason: 'stop_sequence',
      stop_sequence: sequence,
    })
    expect(stopped.text).toBe(whole.slice(0, whole.indexOf(sequence)))
  }
})

it('Item 24: with max_tokens 0 nothing is said, not even what no program knows', async () => {
  const messages = [{ role: 'user', content: '[[unknown]] Hi' }]
  const { message } = await send({ max_tokens: 0, messages })
  expect(message).toMatchObject({ content: [], stop_reason: 'max_tokens' })
})
