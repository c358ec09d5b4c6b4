import { type RecordedRequest, reply } from '../harness/fake-upstream'
import type { ParleyServer } from '../harness/server'
import { failure } from '../harness/upstream/script'
import { asksOf } from './answers'
import { findBarriers } from './barriers'
import { lastText, send } from './chat'
import { test as base, expect } from './fixtures'

const WRONG = 'sk-ant-canary-in-the-browser-wrong'
const RIGHT = 'sk-ant-canary-in-the-browser-right'
const ORGANIZATION = 'a1b2c3d4-0000-4000-8000-000000000001'

const keyOf = ({ headers }: RecordedRequest) =>
  headers.find(([name]) => name.toLowerCase() === 'x-api-key')?.[1]

/** A server without a key. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ start, upstream }, use) =>
    use(await start({ env: { ANTHROPIC_BASE_URL: upstream.url } })),
  baseURL: ({ own }, use) => use(own.url),
})

/** Its Claude API takes every key but the wrong one. */
test.beforeEach(({ upstream }) => {
  upstream.setDefault((request) => {
    if (keyOf(request) === WRONG) return failure(401, 'authentication_error')
    const script = reply(request)
    const who = ['anthropic-organization-id', ORGANIZATION] as const
    return { ...script, headers: [...(script.headers ?? []), who] }
  })
})

test('A key that is refused stays in its field to be mended; the mended one answers at once, in every tab', async ({
  page,
  context,
  upstream,
}) => {
  const other = await context.newPage()
  await other.goto('/c')
  const picked = other.getByRole('combobox', { name: 'Upstream' })
  await expect(picked).toContainText('Sandbox')

  await page.goto('/settings#upstream-anthropic')
  const claude = page.locator('#upstream-anthropic')
  await expect(claude.getByText('No key yet')).toBeInViewport()
  await page.getByRole('button', { name: 'Add a key of Claude API' }).click()
  const field = page.getByLabel('Key', { exact: true })
  await expect(field).toBeFocused()
  // With nothing in it there is nothing to store.
  await page.getByLabel('Name', { exact: true }).fill('Work')
  await field.press('Enter')
  await expect(claude.getByRole('alert')).toHaveText('Paste the key here.')
  await field.fill(WRONG)
  await field.press('Enter')
  await expect(claude.getByRole('alert')).toContainText('Refused (401).')
  await expect(claude.getByRole('alert')).toContainText('The upstream says')
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveValue(WRONG)
  expect(await findBarriers(page, [], '#upstream-anthropic')).toEqual([])

  await field.fill(` ${RIGHT} `)
  await page.getByRole('button', { name: 'Test and save' }).click()
  await expect(claude.getByText('Works', { exact: true })).toBeVisible()
  await expect(claude).toContainText(`Organization${ORGANIZATION}`)
  await expect(claude.getByRole('radio', { name: 'Work' })).toBeChecked()
  await expect(page.getByRole('button', { name: 'Add a key of Claude API' })).toBeFocused()
  expect(await findBarriers(page, [], '#upstream-anthropic')).toEqual([])

  // The rule has moved to the Claude API, and the other tab has heard of it.
  await expect(picked).toContainText('Claude API')
  await send(other, 'Asked with the new key')
  await expect(lastText(other)).toHaveText('Asked with the new key')
  expect(asksOf(upstream).map(keyOf)).toEqual([RIGHT])
  await page.reload()
  await expect(claude.getByText('Works', { exact: true })).toBeVisible()
  for (const tab of [page, other]) expect(await tab.content()).not.toContain('canary')
})

test('Of several keys one is chosen by keyboard; a deleted one is gone only after a question', async ({
  page,
  upstream,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/settings')
  const claude = page.locator('#upstream-anthropic')
  for (const name of ['First', 'Second']) {
    await page.getByRole('button', { name: 'Add a key of Claude API' }).click()
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Workspace id').fill(`wrkspc_${name}`)
    await page.getByLabel('Key', { exact: true }).fill(`${RIGHT}-${name}`)
    await page.keyboard.press('Enter')
    await expect(claude.getByText('Works', { exact: true })).toHaveCount(name === 'First' ? 1 : 2)
  }
  await claude.getByRole('radio', { name: 'First' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(claude.getByText('Key “Second”')).toBeVisible()
  await expect(claude.getByRole('radio', { name: 'Second' })).toBeChecked()

  const pick = async (item: string) => {
    await page.getByRole('button', { name: 'Actions for Second' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const dialog = page.getByRole('alertdialog', { name: 'Delete the key “Second”?' })
  await pick('Delete')
  await expect(dialog).toContainText('cannot be asked until another key is chosen')
  expect(await findBarriers(page, [], '[role=alertdialog]')).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(claude.getByRole('radio', { name: 'Second' })).toBeVisible()

  // Enter that ends a composition renames nothing; the next one does.
  await pick('Rename or change workspace')
  const field = page.getByLabel('Name', { exact: true })
  await expect(field).toBeFocused()
  const before = upstream.requests.length
  const keyboard = await page.context().newCDPSession(page)
  await field.fill('')
  await keyboard.send('Input.imeSetComposition', {
    selectionStart: 2,
    selectionEnd: 2,
    text: 'ni',
  })
  await field.press('Enter')
  await expect(field).toBeVisible()
  await keyboard.send('Input.insertText', { text: '你' })
  await page.keyboard.press('Enter')
  await expect(claude.getByRole('radio', { name: '你' })).toBeChecked()
  // A name is no other credential, so nobody is asked.
  expect(upstream.requests).toHaveLength(before)

  await page.getByRole('button', { name: 'Actions for 你' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(claude.getByRole('radio')).toHaveCount(1)
  await expect(claude.getByText('No key yet')).toBeVisible()
})
