import type { Page } from '@playwright/test'
import { reply } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import type { ParleyServer } from '../harness/server'
import { failure, json } from '../harness/upstream/script'
import { asksOf, bodyOf } from './answers'
import { lastText, send } from './chat'
import { test as base, expect } from './fixtures'

/** Presets are the server's: the tests change those of a server of their own. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ share, upstream }, use) => use(await share({ env: upstreamEnv(upstream.url) })),
  baseURL: ({ own }, use) => use(own.url),
})

const menuOf = (page: Page) => page.getByRole('button', { name: 'Presets of the panel' })
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the preset' })

async function keepPanel(page: Page, name: string): Promise<void> {
  await menuOf(page).click()
  await page.getByRole('menuitem', { name: 'Save as preset' }).click()
  await nameField(page).fill(name)
  await nameField(page).press('Enter')
  await expect(menuOf(page)).toHaveText(name)
}

test('A preset that is renamed to the name of another keeps its own, and says why', async ({
  page,
}) => {
  await page.goto('/c')
  const name = nameField(page)
  for (const one of ['Kept', 'Other']) {
    await page.getByLabel('System prompt').fill(one)
    await keepPanel(page, one)
  }
  await menuOf(page).click()
  await page.getByRole('menuitem', { name: 'Manage presets' }).click()
  const list = page.getByRole('dialog', { name: 'Presets' })
  await list.getByRole('button', { name: 'Rename Other' }).click()
  await name.fill('Kept')
  await name.press('Enter')
  await expect(list.getByRole('alert')).toHaveText('There is a preset named Kept already.')
  await list.getByRole('button', { name: 'Rename Other' }).click()
  await name.fill('Another')
  await name.press('Enter')
  await expect(list.getByRole('button', { name: 'Rename Another' })).toBeVisible()
  await expect(list.getByRole('alert')).toBeHidden()
})

test('A preset whose model is gone says so, and the rest of it holds', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
  await page.getByLabel('System prompt').fill('Kept.')
  const menu = menuOf(page)
  await menu.click()
  await page.getByRole('menuitem', { name: 'Save as preset' }).click()
  await nameField(page).fill('Old')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(menu).toHaveText('Old')

  const left = { type: 'model', id: 'claude-sonnet-5-5', display_name: 'S', created_at: '' }
  upstream.setDefault((request) =>
    request.path.startsWith('/v1/models')
      ? json({ data: [left], has_more: false, first_id: left.id, last_id: left.id })
      : reply(request),
  )
  await page.evaluate(() => localStorage.clear())
  await page.goto('/c')
  await menu.click()
  await page.getByRole('menuitem', { name: 'Old' }).click()
  await expect(page.getByText('Sonnet 4 is not offered any more')).toBeVisible()
  await expect(page.getByLabel('System prompt')).toHaveValue('Kept.')
  await expect(page.getByRole('combobox', { name: /^Choose a model/ })).toHaveAccessibleName(
    'Choose a model: Sonnet 5.5',
  )
})

test('A preset keeps the panel under a name, begins new conversations, and goes and comes back', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  const menu = menuOf(page)
  const name = nameField(page)
  await page.getByLabel('System prompt').fill('Sort the ticket.')
  await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
  await page.getByRole('textbox', { name: 'temperature' }).fill('0.2')
  await keepPanel(page, 'Triage')

  // Changed, and applied again.
  await page.getByLabel('System prompt').fill('Something else')
  await expect(menu).toHaveText('Presets')
  await menu.click()
  await page.getByRole('menuitem', { name: 'Triage' }).click()
  await expect(page.getByLabel('System prompt')).toHaveValue('Sort the ticket.')

  await menu.click()
  await page.getByRole('menuitem', { name: 'Manage presets' }).click()
  await page.getByRole('button', { name: 'Begin new conversations with Triage' }).click()
  await expect(page.getByText('default', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Delete Triage' }).click()
  await expect(page.getByText('Triage deleted')).toBeVisible()
  // What goes leaves the focus to what takes its place.
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Delete Triage' })).toBeFocused()
  await page.getByRole('button', { name: 'Rename Triage' }).click()
  await name.press('Escape')
  await expect(page.getByRole('button', { name: 'Rename Triage' })).toBeFocused()
  await page.keyboard.press('Enter')
  await name.fill('Sorting')
  await name.press('Enter')
  await expect(page.getByRole('button', { name: 'Rename Sorting' })).toBeFocused()
  await page.getByRole('button', { name: 'Done' }).click()

  await page.evaluate(() => localStorage.clear())
  await page.goto('/c')
  await expect(menu).toHaveText('Sorting')
  await send(page, 'It broke')
  await expect(lastText(page)).toHaveText('It broke')
  expect(bodyOf(asksOf(upstream)[0])).toMatchObject({
    model: 'claude-sonnet-4-20250514',
    system: 'Sort the ticket.',
    temperature: 0.2,
  })
})

test.describe('With an upstream that is away', () => {
  test.use({ tolerated: /status of 403/ })

  test('A default preset whose upstream lists no models leaves the way to another upstream', async ({
    page,
    upstream,
  }) => {
    await page.goto('/c')
    await page.getByLabel('System prompt').fill('Greet.')
    await keepPanel(page, 'Triage')
    await menuOf(page).click()
    await page.getByRole('menuitem', { name: 'Manage presets' }).click()
    await page.getByRole('button', { name: 'Begin new conversations with Triage' }).click()
    await page.getByRole('button', { name: 'Done' }).click()

    await page.evaluate(() => localStorage.clear())
    upstream.setDefault((request) =>
      request.path.startsWith('/v1/models') ? failure(403, 'permission_error') : reply(request),
    )
    await page.reload()
    const upstreams = page.getByRole('combobox', { name: 'Upstream' })
    await upstreams.click()
    await page.getByRole('option', { name: 'Sandbox' }).click()
    await send(page, 'It broke')
    await expect(lastText(page)).toContainText(/sandbox/i)
  })
})
