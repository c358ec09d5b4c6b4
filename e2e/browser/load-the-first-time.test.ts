import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { row, write } from './chat'
import { expect, test } from './fixtures'
import { seedConversations } from './seed'

test.use({ keepsPage: false })

/** What the house allows for the chat screen, gzip. */
const BUDGET_BYTES = 375_000

test('The scripts that the chat screen fetches before somebody writes weigh no more than 375 kB, the rows of conversations among them', async ({
  page,
  start,
}) => {
  const { url, dataDir } = await start()
  seedConversations(dataDir, ['An older one'])
  // What is fetched seconds after the load does not count: here it never comes.
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
  await page.goto(`${url}/c`)
  await expect(page.getByRole('combobox', { name: /^Choose a model/ })).toBeVisible()
  await expect(row(page, 'An older one')).toBeVisible()
  const first = await Promise.all(sizes)
  expect(first.length).toBeGreaterThan(5)
  expect(first.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES)
  // It works, without any more of it.
  await write(page, 'Hello')
})

test('The code of what may be wanted comes by itself, unless the browser was told to save data', async ({
  page,
  browser,
  parley,
}) => {
  const wanted = collectScripts(page)
  await page.clock.install()
  await page.goto('/c')
  await write(page, 'Hello')
  await page.clock.runFor(60_000)
  // What is drawn has come by now.
  await expect(page.getByRole('heading', { name: /^More/ })).toBeVisible()
  const before = wanted.size
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search and actions' })).toBeVisible()
  expect(wanted.size).toBeGreaterThan(before)

  const other = await browser.newPage()
  const ahead = collectScripts(other)
  await other.goto(`${parley.url}/c`)
  await expect.poll(() => ahead.size).toBeGreaterThan(wanted.size)
  await other.close()
})

test.describe(() => {
  test.use({ fetchesAhead: true })
  test('What the chat draws after the first load comes, too, where the first screen was another', async ({
    page,
  }) => {
    await page.clock.install()
    await page.goto('/runs')
    await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible()
    await page.clock.runFor(60_000)
    await page.getByRole('link', { name: 'Chat', exact: true }).click()
    await expect(page.getByRole('heading', { name: /^More/ })).toBeVisible()
  })
})

/** The addresses of the scripts that a page asks for; grows while it lives. */
function collectScripts(page: Page): Set<string> {
  const scripts = new Set<string>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request.url())
  })
  return scripts
}
