import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { write } from './chat'
import { expect, test } from './fixtures'

const WAREHOUSE = fileURLToPath(new URL('../harness/mcp-server.mjs', import.meta.url))

/** Presses a control by key. */
const press = (control: Locator) => control.press('Enter')
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true })

test('On the screen of tools the focus stays where one goes on, whatever opens, closes or goes away', async ({
  page,
  start,
}, testInfo) => {
  const warehouse = { command: process.execPath, args: [WAREHOUSE] }
  const config = JSON.stringify({ tools: { mcp: { warehouse } } })
  writeFileSync(testInfo.outputPath('parley.config.json'), config)
  await page.goto(`${(await start({ cwd: testInfo.outputPath() })).url}/tools`)
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  const importing = button(page, 'Import from JSON')
  const field = page.getByRole('textbox', { name: 'Tools as JSON' })
  await press(importing)
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(importing).toBeFocused()
  await press(importing)
  await expect(field).toBeFocused()
  await page.keyboard.insertText('{ "name": "taken", "input_schema": { "type": "object" } }')
  await press(button(page, 'Import 1 tool'))
  await expect(name).toHaveValue('taken')
  await expect(importing).toBeFocused()

  await press(button(page, 'Duplicate'))
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('taken_2')
  await press(button(page, 'New tool'))
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('')
  const full = button(page, 'Full screen')
  await press(full)
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(full).toBeFocused()

  await page.getByRole('radio', { name: 'Rules' }).click()
  await press(button(page, 'Add rule'))
  const add = button(page, 'Add condition')
  await press(add)
  await expect(page.getByRole('combobox', { name: 'Argument of condition 1' })).toBeFocused()
  await press(add)
  await expect(page.getByRole('combobox', { name: 'Argument of condition 2' })).toBeFocused()
  await press(button(page, 'Delete condition 1'))
  await expect(button(page, 'Delete condition 1')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(add).toBeFocused()
  await press(button(page, 'Done'))

  const again = button(page, 'Ask warehouse again')
  await press(again)
  await expect(page.getByText('asking', { exact: true })).toBeHidden()
  await expect(again).toBeFocused()
  await page.getByRole('link', { name: 'greet not added' }).click()
  // The tool that was open until now has a button of the same name.
  await expect(page.getByRole('heading', { name: 'greet', exact: true })).toBeVisible()
  await press(button(page, 'Add'))
  await expect(page.getByRole('link', { name: 'greet pinned' })).toBeVisible()
  await expect(button(page, 'More for this tool')).toBeFocused()
})

test('In the panel and in the settings the focus goes to what takes the place of what goes away', async ({
  page,
}) => {
  await page.goto('/c')
  const add = button(page, 'Add a tool')
  for (const key of ['Escape', 'Enter']) {
    await press(add)
    await expect(page.getByRole('menuitem').first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press(key)
    await expect(page.getByRole('menuitem')).toHaveCount(0)
    await expect(add).toBeFocused()
  }
  await press(button(page, 'Write it in blocks'))
  await expect(button(page, 'Make one text of it')).toBeFocused()
  await press(button(page, 'Add a block'))
  const block = (place: number) => page.getByLabel(`Block ${place} of the system prompt`)
  await expect(block(2)).toBeFocused()
  await page.keyboard.insertText('To be removed')
  await press(button(page, 'Remove block 2'))
  await expect(block(1)).toBeFocused()
  await press(button(page, /^Undo/))
  await expect(block(2)).toHaveValue('To be removed')
  await press(button(page, 'Make one text of it'))
  await expect(button(page, 'Write it in blocks')).toBeFocused()

  await write(page, 'For a link')
  await page.getByRole('tab', { name: 'Request' }).click()
  await press(button(page, 'Make a link'))
  await page.getByRole('link', { name: 'in Settings' }).click()
  await press(button(page, 'Take back the link to “For a link”'))
  await expect(page.getByText('None. A link is made')).toBeFocused()
})
