import { expect, type Page } from '@playwright/test'
import { bodyOf, nthAsk } from './answers'
import { ask, box, lastText, questions, sendButton, write } from './chat'
import { test } from './fixtures'

const showRequest = (page: Page) => page.getByRole('tab', { name: 'Request' }).click()

test('A link to the request opens it as a conversation of its own, with its turns, its settings and what stood in the box', async ({
  page,
  upstream,
}) => {
  await ask(page, 'First')
  await expect(lastText(page)).toHaveText('First')
  await page.getByLabel('System prompt').fill('Be brief.')
  await write(page, 'Second')
  const path = new URL(page.url()).pathname
  await showRequest(page)
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = page.getByRole('link', { name: /\/c\?request=/ })
  await page.goto((await link.getAttribute('href')) ?? '')
  await expect(questions(page)).toHaveText([/First/])
  await expect(box(page)).toHaveValue('Second')
  expect(new URL(page.url()).pathname).not.toBe(path)
  await sendButton(page).click()
  const body = bodyOf(await nthAsk(upstream, 2))
  expect(body.system).toBe('Be brief.')
  expect(body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
})

test('Opened in another model, the request shows first what changes: what that model does not take is put as it takes it', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  await page.getByRole('radio', { name: 'Adaptive' }).click()
  await write(page, 'Think')
  await showRequest(page)
  await page.getByRole('button', { name: 'Open in another model' }).click()
  const dialog = page.getByRole('dialog', { name: 'This request for another model' })
  const difference = dialog.getByRole('region', { name: 'What changes in the request' })
  await expect(difference).toContainText('−   "model": "claude-sonnet-5-5"')
  await expect(difference).toContainText('+   "model": "claude-sonnet-4-20250514"')
  await expect(difference).toContainText('+     "budget_tokens": 2048')
  await dialog.getByRole('button', { name: 'Open as a new conversation' }).click()
  await expect(page).toHaveURL(/\/c\/./)
  await expect(box(page)).toHaveValue('Think')
  await sendButton(page).click()
  expect(bodyOf(await nthAsk(upstream, 1))).toMatchObject({
    model: 'claude-sonnet-4-20250514',
    thinking: { type: 'enabled', budget_tokens: 2048 },
  })
})

test.describe(() => {
  test.use({ tolerated: /404 \(Not Found\)/ })
  test('A link that leads to no request says so, and what to do', async ({ page }) => {
    await page.goto('/c?request=019fe0a0-0000-7000-8000-000000000000')
    await expect(page.getByText('This link leads to no request')).toBeVisible()
    await expect(page.getByText('The link may be of another Parley.')).toBeVisible()
  })

  test('A link is taken back in Settings, and leads nowhere until that is undone', async ({
    page,
  }) => {
    await page.goto('/c')
    await write(page, 'Kept for a while')
    await showRequest(page)
    await page.getByRole('button', { name: 'Make a link' }).click()
    const link = page.getByRole('link', { name: /\/c\?request=/ })
    const path = (await link.getAttribute('href')) ?? ''
    await page.getByRole('link', { name: 'in Settings' }).click()
    const links = page.getByRole('region', { name: 'Links to requests' })
    const row = links.getByRole('listitem').filter({ hasText: 'Kept for a while' })
    await expect(row).toContainText('Sonnet 5.5')
    await links.getByRole('button', { name: 'Take back the link to “Kept for a while”' }).click()
    await expect(row).toHaveCount(0)
    const opened = await page.context().newPage()
    await opened.goto(path)
    await expect(opened.getByText(/The link to request .* was taken back\./)).toBeVisible()
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect(row).toHaveCount(1)
    await opened.goto(path)
    await expect(box(opened)).toHaveValue('Kept for a while')
  })
})
