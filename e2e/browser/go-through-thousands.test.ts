import type { Page } from '@playwright/test'
import { type ParleyServer, startParley } from '../harness/server'
import { box, pickFromMenu, row } from './chat'
import { test as base, expect } from './fixtures'
import { seedConversations } from './seed'

// A deleted conversation's address answers 404.
base.use({ tolerated: /404/ })

const COUNT = 3000
const TITLES = Array.from({ length: COUNT }, (_, at) => `Talk ${at}`)
TITLES[2500] = '用户反馈分类：第三版'
TITLES[2600] = 'Über Änderungen'

/** One server for them all: each test leaves to the others the conversations that they name. */
const test = base.extend<object, { own: ParleyServer }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const own = await startParley()
      seedConversations(own.dataDir, TITLES)
      await use(own)
      await own.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ own }, use) => use(own.url),
  origins: ({ own }, use) => use(new Set([own.url])),
})

const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and actions' })
const search = (page: Page) => page.getByRole('combobox', { name: 'Search conversations' })

/** Its code may still be on its way. */
async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(search(page)).toBeFocused()
}

test('A list of thousands has a few rows in the page, loads as one goes down, and keeps its order', async ({
  page,
}) => {
  await page.goto('/c')
  await expect(row(page, 'Talk 0')).toBeVisible()
  await row(page, 'Talk 0').focus()
  // Each End leads to the end of what has come, and more comes: on a slow machine more than one page.
  await expect(async () => {
    await page.keyboard.press('End')
    const last = await list(page).getByRole('link').last().textContent({ timeout: 1000 })
    expect(Number(last?.replace('Talk ', ''))).toBeGreaterThanOrEqual(399)
  }).toPass()
  const titles = await list(page).getByRole('link').allTextContents()
  expect(titles.length).toBeLessThan(120)
  const numbers = titles.map((title) => Number(title.replace('Talk ', '')))
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
})

test('Arrow keys walk through the list, Enter opens, and one Tab leaves it', async ({ page }) => {
  await page.goto('/c')
  await row(page, 'Talk 0').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await expect(row(page, 'Talk 1')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/000000000001$/)
  await expect(row(page, 'Talk 1')).toHaveAttribute('aria-current', 'page')
  await row(page, 'Talk 1').focus()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Pin' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row(page, 'Talk 1')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(row(page, 'Talk 0')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await list(page).evaluate((nav) => nav.contains(document.activeElement))).toBe(false)
})

test('What is pinned stands at the top under its own name, in every tab and over a reload, until it is unpinned', async ({
  context,
  page,
}) => {
  const other = await context.newPage()
  await Promise.all([page.goto('/c'), other.goto('/c')])
  await pickFromMenu(page, 'Talk 5', 'Pin')
  for (const tab of [page, other]) {
    await expect(list(tab).getByRole('heading').first()).toHaveText('Pinned')
    await expect(list(tab).getByRole('link').first()).toHaveText('Talk 5')
  }
  await page.reload()
  await expect(list(page).getByRole('link').first()).toHaveText('Talk 5')
  await pickFromMenu(page, 'Talk 5', 'Unpin')
  for (const tab of [page, other])
    await expect(list(tab).getByRole('link').first()).toHaveText('Talk 0')
})

test('The palette finds among all titles: two Chinese characters, any case; what was found is bold', async ({
  page,
}) => {
  await page.goto('/c')
  await expect(row(page, 'Talk 0')).toBeVisible()
  await openPalette(page)
  await page.keyboard.type('ÄNDER')
  await expect(palette(page).getByRole('option', { name: /Über/ })).toBeVisible()
  await search(page).fill('反馈')
  const found = palette(page).getByRole('option', { name: /用户反馈分类/ })
  await expect(found).toHaveAttribute('data-highlighted')
  await expect(found.locator('.font-semibold')).toHaveText('反馈')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/-8000-0000000009c4$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('用户反馈分类：第三版')
  await expect(palette(page)).toBeHidden()
})

test('The palette does what it names, says when nothing matches, and gives the focus back', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/c')
  await expect(row(page, 'Talk 0')).toBeVisible()
  await page.getByRole('button', { name: /^Search or jump to/ }).click()
  await expect(search(page)).toBeFocused()
  await page.keyboard.type('no such thing')
  await expect(palette(page)).toContainText('Nothing matches “no such thing”.')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await openPalette(page)
  await page.keyboard.type('dark')
  await expect(palette(page).getByRole('option', { name: 'Theme: dark' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveClass(/dark/)
  await openPalette(page)
  await page.keyboard.type('sonnet 4.5')
  await page.getByRole('option', { name: /^Sonnet 4\.5/ }).click()
  await expect(page.getByRole('combobox', { name: /^Choose a model/ })).toHaveAccessibleName(
    /Sonnet 4\.5/,
  )
  await page.goto('/c/00000000-0000-7000-8000-000000000008')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Talk 8')
  await openPalette(page)
  await page.keyboard.type('rename')
  await page.keyboard.press('Enter')
  const name = page.getByRole('textbox', { name: 'Name of the conversation' })
  await name.fill('By palette')
  await name.press('Enter')
  await expect(row(page, 'By palette')).toBeVisible()
  await openPalette(page)
  await page.keyboard.type('delete this')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/c$/)
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(row(page, 'By palette')).toBeVisible()
})

test('Ctrl+Z takes back what the palette deleted, wherever the focus is, and what was typed since before that', async ({
  page,
}) => {
  await page.goto('/c')
  await box(page).fill('A draft')
  await row(page, 'Talk 7').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Talk 7')
  const deleteThis = async () => {
    await openPalette(page)
    await page.keyboard.type('delete this')
    // It stands there once the conversation that was brought back is loaded.
    await expect(page.getByRole('option', { name: 'Delete this conversation' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Search and actions' })).toBeHidden()
    await expect(row(page, 'Talk 7')).toBeHidden()
  }
  await deleteThis()
  await page.keyboard.press('Control+z')
  await expect(page).toHaveURL(/000000000007$/)
  await expect(row(page, 'Talk 7')).toBeVisible()
  await deleteThis()
  await expect(box(page)).toHaveValue('A draft')
  await box(page).pressSequentially('!')
  await page.keyboard.press('Control+z')
  await expect(box(page)).toHaveValue('A draft')
  await expect(row(page, 'Talk 7')).toBeHidden()
})

test('The sheet of keys opens by ? where nobody writes, and closes by Escape', async ({ page }) => {
  await page.goto('/c')
  await box(page).press('?')
  await expect(box(page)).toHaveValue(/\?/)
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toBeHidden()
  await row(page, 'Talk 0').press('?')
  await expect(sheet).toContainText('Ctrl Shift O')
  await expect(sheet.getByRole('region', { name: 'In a comparison' })).toContainText('1 – 8')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(row(page, 'Talk 0')).toBeFocused()
  await page.keyboard.press('Control+b')
  await expect(list(page)).toBeHidden()
  await page.keyboard.press('Control+b')
  await expect(list(page)).toBeVisible()
})
