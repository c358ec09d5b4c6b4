import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'

let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox()
})
afterAll(() => sandbox.close())

const ask = async (content: string) => {
  const messages = [{ role: 'user' as const, content }]
  const request = { model: 'claude-opus-5-5', max_tokens: 2_000, messages }
  const { content: blocks } = await sandbox.current.messages.create(request)
  return blocks.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

describe('over the wire', () => {
  it.each([
    ['What is 17 × 23?', '**391**'],
    ['Average price by city?\n\ncity,price\nBonn,2\nBonn,4\nKiel,9', '| Bonn | 2 | 3 |'],
    ['什么时候建成的？\n\n这座大桥于1957年建成，全长1670米，是当时最长的桥梁之一。', '**1957年**'],
  ])('%j is answered from what it brings', async (text, answer) => {
    expect(await ask(text)).toContain(answer)
  })

  it('a text that is worked on in the worker gets the same kind of answer', async () => {
    const padding = 'The river is wide and slow here, and nobody has measured it. '.repeat(900)
    expect(
      await ask(`When was the bridge built?\n\n${padding}The bridge was built in 1957.`),
    ).toMatch(/^\*\*1957\*\*/)
  })
})
