import type { Page } from '@playwright/test'
import { box, write } from './chat'
import { expect, test } from './fixtures'

test.use({ tolerated: /Failed to load resource: net::ERR_|ChunkLoadError/ })

test('A part of a screen whose code is wanted while the server is away comes once it is back; the screen stays', async ({
  page,
}) => {
  const { isAway, healthAsked } = await loseLateParts(page, { withServer: true })
  await page.goto('/c')
  await write(page, 'Still here')
  await page.keyboard.press('Control+k')
  // A part that nobody has asked for is not missed: this one was, and not had, twice.
  await expect.poll(healthAsked).toBeGreaterThanOrEqual(2)
  await expect(box(page)).toHaveValue('Still here')
  await expect(stopped(page)).toBeHidden()
  isAway.now = false
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(box(page)).toHaveValue('Still here')
})

test('A part that a server does not have any more leads to a way on, and a reload keeps what was written', async ({
  page,
}) => {
  const { isAway } = await loseLateParts(page, { withServer: false })
  await page.goto('/c')
  await write(page, 'Still here')
  await page.keyboard.press('Control+k')
  await expect(stopped(page)).toBeVisible()
  isAway.now = false
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(box(page)).toHaveValue('Still here')
})

const stopped = (page: Page) => page.getByText('This screen stopped working')

/** Loses all code that the page itself does not name, and the server's word that it is there. */
async function loseLateParts(page: Page, { withServer }: { withServer: boolean }) {
  const isAway = { now: true }
  let html = ''
  let asked = 0
  await page.route('**/c', async (route) => {
    const response = await route.fetch()
    html = await response.text()
    await route.fulfill({ response, body: html })
  })
  await page.route('**/_next/static/chunks/*.js', (route) => {
    const { pathname } = new URL(route.request().url())
    return isAway.now && !html.includes(pathname) ? route.abort() : route.continue()
  })
  await page.route('**/api/health', (route) => {
    asked++
    return isAway.now && withServer ? route.abort() : route.continue()
  })
  return { isAway, healthAsked: () => asked }
}
