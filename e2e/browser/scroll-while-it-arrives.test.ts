import type { Page } from '@playwright/test'
import { encodeEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'
import { answerWith } from './answers'
import { answers, ask, lastText } from './chat'
import { expect, test } from './fixtures'

const LINES = 120
const newText = (page: Page) => page.getByRole('button', { name: 'New text below' })
const thread = (page: Page) => page.getByRole('region', { name: 'Conversation' })

/** Pixels between what is in view and the end of the thread. */
const fromEnd = (page: Page) =>
  thread(page).evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
    Math.round(scrollHeight - scrollTop - clientHeight),
  )

/** Thinking, then a paragraph for each line. */
function longAnswer(): string[] {
  const start = (index: number, content_block: object) => ({
    type: 'content_block_start',
    index,
    content_block,
  })
  const delta = (index: number, one: object) => ({ type: 'content_block_delta', index, delta: one })
  const stop = (index: number) => ({ type: 'content_block_stop', index })
  const thinking = Array.from({ length: 30 }, (_, i) => `Thought ${i}.\n\n`).join('')
  const lines = Array.from({ length: LINES }, (_, i) =>
    delta(1, { type: 'text_delta', text: `Line ${i}.\n\n` }),
  )
  const usage = { input_tokens: 1, output_tokens: 1 }
  return encodeEvents([
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-5-5',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage,
      },
    },
    start(0, { type: 'thinking', thinking: '', signature: '' }),
    delta(0, { type: 'thinking_delta', thinking }),
    delta(0, { type: 'signature_delta', signature: 'c2ln' }),
    stop(0),
    start(1, { type: 'text', text: '' }),
    ...lines,
    stop(1),
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: 400 },
    },
    { type: 'message_stop' },
  ])
}
const HEAD = 6

test('The end stays in view while an answer arrives, until the reader scrolls up; a click leads back', async ({
  page,
  upstream,
}) => {
  const gate = createGate()
  answerWith(upstream, stream(longAnswer(), { gate }))
  await ask(page, 'Count')
  for (let i = 0; i < HEAD + 60; i++) await gate.release()
  await expect(lastText(page)).toContainText('Line 59.')
  await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(8)
  await expect(newText(page)).toBeHidden()

  await thread(page).hover()
  await page.mouse.wheel(0, -600)
  await expect.poll(() => fromEnd(page)).toBeGreaterThan(300)
  for (let i = 0; i < 20; i++) await gate.release()
  await expect(lastText(page)).toContainText('Line 79.')
  await expect(newText(page)).toBeVisible()
  expect(await fromEnd(page)).toBeGreaterThan(300)

  await newText(page).click()
  await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(8)
  await expect(newText(page)).toBeHidden()
  gate.open()
  await expect(answers(page)).toContainText('End of turn')
  await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(8)
})

test('To unfold the thinking of a finished answer is no new text', async ({ page, upstream }) => {
  answerWith(upstream, stream(longAnswer()))
  await ask(page, 'Count')
  await expect(answers(page)).toContainText('End of turn')
  await thread(page).hover()
  await page.mouse.wheel(0, -100_000)
  await page.getByRole('button', { name: /^Thought for/ }).click()
  await expect(page.getByText('Thought 29.')).toBeAttached()
  // What is drawn in the same frame would be there with it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  await expect(newText(page)).toBeHidden()
})
