import type { ParleyServer } from '../harness/server'
import { test as base, expect } from './fixtures'

/** Favourites and the default model are the server's: a server of its own, on the sandbox alone. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ share }, use) => use(await share()),
  baseURL: ({ own }, use) => use(own.url),
})

test.use({ keepsPage: false })

test('A model is found by its name, told apart by what it can do, and kept as a favourite', async ({
  page,
}) => {
  // Before the end of a model that this tells of.
  await page.clock.setFixedTime(new Date('2026-10-15T12:00:00Z'))
  await page.goto('/c')
  const picker = page.getByRole('combobox', { name: /^Choose a model/ })
  await expect(picker).toHaveAccessibleName('Choose a model: Opus 5.5')
  await picker.click()
  const search = page.getByRole('combobox', { name: 'Search models' })
  await search.fill('sonnet 4.5')
  const row = page.getByRole('option', { name: /Sonnet 4\.5/ })
  await expect(row).toContainText('claude-sonnet-4-5-20250929')
  await expect(row).toContainText('ends Nov 30')
  await expect(row.getByRole('img', { name: 'Structured output' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('200k context, 64k out.')).toBeVisible()
  await expect(page.getByText('Free here; on the API $3 in / $15 out')).toBeVisible()
  await expect(page.getByText('Sonnet, for everyday agents and coding.')).toBeVisible()
  const star = page.getByRole('button', { name: 'Favourite' })
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
  await star.click()
  await saved
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  await search.fill('')
  await expect(page.getByText('Favourites', { exact: true })).toBeVisible()
  await page.reload()
  await picker.click()
  await expect(page.getByRole('option').first()).toContainText('Sonnet 4.5')
  await page.keyboard.press('Escape')
})

test('The default model of the installation is named in Settings, and another can be chosen', async ({
  page,
}) => {
  await page.goto('/settings')
  const choice = page.getByRole('combobox', { name: 'Default model' })
  await expect(choice).toHaveText(/Automatic: Opus 5\.5/)
  await choice.click()
  await page.getByRole('option', { name: /^Haiku 5\.5/ }).click()
  await expect(choice).toHaveText(/Haiku 5\.5/)
  await page.goto('/c')
  await expect(page.getByRole('combobox', { name: /^Choose a model/ })).toHaveAccessibleName(
    'Choose a model: Haiku 5.5',
  )
})
