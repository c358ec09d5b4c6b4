import type { Page, Request } from '@playwright/test'
import { numberedText } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { answerWith, asksOf, gatedAnswer, releaseTokens } from './answers'
import { lastText, row, send } from './chat'
import { expect, test } from './fixtures'

test.use({ keepsPage: false })

test('Eight answers that arrive at once in one tab share one live connection', async ({
  page,
  upstream,
}) => {
  await page.addInitScript(countLiveConnections)
  const open = watchLiveConnections(page)
  const gates = Array.from({ length: 8 }, () => createGate())
  answerWith(upstream, ...gates.map((gate, i) => gatedAnswer(10, gate, 100 * i)))
  await page.goto('/c')
  for (const [i, gate] of gates.entries()) {
    await page.getByRole('button', { name: 'New conversation' }).click()
    await expect(page).toHaveURL(/\/c$/)
    await send(page, `Number ${i}`)
    await releaseTokens(gate, 2)
    await expect(lastText(page)).toHaveText(numberedText(2, 100 * i).trim())
  }
  const streaming = page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('img', { name: 'Streaming' })
  await expect(streaming).toHaveCount(8)
  await expect.poll(open).toBe(1)
  for (const gate of gates) gate.open()
  await expect(streaming).toHaveCount(0)
  for (const [i] of gates.entries()) {
    await row(page, `Number ${i}`).click()
    await expect(lastText(page)).toHaveText(numberedText(10, 100 * i).trim())
  }
  expect(await page.evaluate(() => document.documentElement.dataset.mostLive)).toBe('1')
  expect(asksOf(upstream)).toHaveLength(8)
})

/** The live connections that a page has open, as the browser counts them. */
function watchLiveConnections(page: Page): () => number {
  let open = 0
  const add = (request: Request, change: number) => {
    if (request.url().includes('/api/live')) open += change
  }
  page.on('request', (request) => add(request, 1))
  page.on('requestfinished', (request) => add(request, -1))
  page.on('requestfailed', (request) => add(request, -1))
  return () => open
}

/** Runs in the page: the most live connections it ever wanted at once. */
function countLiveConnections(): void {
  const plain = window.fetch
  let open = 0
  let most = 0
  window.fetch = (input, init) => {
    if (String(input).includes('/api/live')) {
      most = Math.max(most, ++open)
      document.documentElement.dataset.mostLive = String(most)
      init?.signal?.addEventListener('abort', () => open--)
    }
    return plain(input, init)
  }
}
