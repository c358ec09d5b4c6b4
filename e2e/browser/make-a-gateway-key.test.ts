import { findBarriers } from './barriers'
import { expect, test } from './fixtures'

test('A key is made with limits, shown once, opens the gateway within them, and opens nothing once it is revoked', async ({
  parley,
  page,
  context,
}) => {
  const call = (key: string) =>
    fetch(`${parley.url}/u/sandbox/v1/models`, {
      headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
    })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const other = await context.newPage()
  await other.goto('/settings#gateway')
  // What is in the background is not read again for its own sake.
  await page.bringToFront()
  await page.goto('/settings#gateway')
  const gateway = page.locator('#gateway')
  await expect(gateway.getByText('A key of its own for each program')).toBeVisible()
  await page.getByRole('button', { name: 'New key' }).click()
  const form = page.getByRole('form', { name: 'New gateway key' })
  const name = form.getByLabel('Name', { exact: true })
  await expect(name).toBeFocused()
  // What is missing is said where it is missing.
  await name.press('Enter')
  await expect(form.getByRole('alert')).toHaveText('Give it a name.')
  await expect(name).toBeFocused()
  await name.fill('Nightly')
  await form.getByRole('checkbox', { name: 'Sandbox' }).click()
  await expect(form.getByRole('checkbox', { name: 'All' })).not.toBeChecked()
  // A suggestion and a pattern, both by keyboard alone.
  const models = form.getByRole('combobox', { name: 'Models' })
  await models.fill('haiku-5')
  await expect(page.getByRole('option', { name: 'claude-haiku-5-5' })).toBeVisible()
  await models.press('ArrowDown')
  await models.press('Enter')
  await expect(form.getByRole('button', { name: 'Remove claude-haiku-5-5' })).toBeVisible()
  await models.fill('claude-opus-*')
  await models.press('Enter')
  await form.getByLabel('Requests per minute').fill('1')
  await form.getByRole('button', { name: 'On failure and caching' }).click()
  await form.getByRole('switch', { name: 'Retry' }).click()
  await form.getByRole('button', { name: 'Add a fallback' }).click()
  await form.getByLabel('Model of fallback 1').fill('gpt')
  await form.getByRole('button', { name: 'Create key' }).click()
  await expect(form.getByRole('alert')).toContainText('This key may not go there')
  expect(await findBarriers(page, [], '#gateway')).toEqual([])
  await form.getByLabel('Model of fallback 1').fill('claude-haiku-5-5')
  await form.getByRole('button', { name: 'Create key' }).click()

  const made = page.getByRole('region', { name: '“Nightly” is ready' })
  const key = await made.getByLabel('New key', { exact: true }).inputValue()
  expect(key).toMatch(/^parley-[\w-]{43}$/)
  await made.getByRole('button', { name: 'Copy the lines for the shell' }).click()
  await expect(made.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `export ANTHROPIC_BASE_URL=${parley.url}/u/sandbox\nexport ANTHROPIC_API_KEY=${key}`,
  )
  expect(await findBarriers(page, [], '#gateway')).toEqual([])
  await made.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'New key' })).toBeFocused()
  expect(await page.content()).not.toContain(key)

  const row = gateway.getByRole('listitem').filter({ hasText: 'Nightly' })
  await expect(row).toContainText(`••••${key.slice(-4)}`)
  await expect(row.getByRole('list').getByRole('listitem')).toHaveText([
    'Sandbox',
    'claude-haiku-5-5, claude-opus-*',
    '1 request a minute',
    'Retries',
    'Falls back to claude-haiku-5-5',
  ])
  await expect(row).toContainText('Last used Never')
  const answers = [await call(key), await call(key)]
  expect(answers.map(({ status }) => status)).toEqual([200, 429])
  await expect(row).toContainText('Last used Just now')

  // Escape leaves it as it was, and the focus where it came from.
  await row.getByRole('button', { name: 'Actions for Nightly' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const edit = page.getByRole('form', { name: 'Edit Nightly' })
  await edit.getByLabel('Requests per minute').fill('')
  await page.keyboard.press('Escape')
  await expect(row.getByRole('button', { name: 'Actions for Nightly' })).toBeFocused()
  await expect(row).toContainText('1 request a minute')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await edit.getByLabel('Requests per minute').fill('')
  await edit.getByLabel('Name', { exact: true }).fill('Weekly')
  await edit.getByRole('button', { name: 'Save' }).click()
  // The other tab has heard of it.
  for (const tab of [page, other]) {
    await expect(tab.locator('#gateway')).toContainText('Weekly')
    await expect(tab.locator('#gateway')).not.toContainText('1 request a minute')
  }
  expect((await call(key)).status).toBe(200)

  const weekly = gateway.getByRole('listitem').filter({ hasText: 'Weekly' })
  const choose = async (item: string) => {
    await weekly.getByRole('button', { name: 'Actions for Weekly' }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: item }).click()
  }
  await choose('Revoke')
  await expect(weekly).toContainText('Revoked')
  expect((await call(key)).status).toBe(401)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await findBarriers(page, [], '#gateway')).toEqual([])
  await choose('Delete')
  await expect(gateway.getByText('A key of its own for each program')).toBeVisible()
})
