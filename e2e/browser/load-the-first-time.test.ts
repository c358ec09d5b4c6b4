import { gzipSync } from 'node:zlib'
import { write } from './chat'
import { expect, test } from './fixtures'

/** What the house allows for the chat screen, gzip. */
const BUDGET_BYTES = 375_000

test('The scripts that the chat screen fetches before somebody writes weigh no more than 375 kB', async ({
  page,
}) => {
  // What is fetched ahead, seconds after the load, does not count: here it never comes.
  await page.addInitScript(() => {
    const soon = window.setTimeout
    const set = (act: TimerHandler, ms?: number) => ((ms ?? 0) < 2000 ? soon(act, ms) : 0)
    Object.assign(window, { setTimeout: set })
  })
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    sizes.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto('/c')
  await expect(page.getByRole('combobox', { name: /^Choose a model/ })).toBeVisible()
  const first = await Promise.all(sizes)
  expect(first.length).toBeGreaterThan(5)
  expect(first.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES)
  // It works, without any more of it.
  await write(page, 'Hello')
})
