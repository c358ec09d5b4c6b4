import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { reply } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import type { ParleyServer } from '../harness/server'
import { json } from '../harness/upstream/script'
import { asksOf, bodyOf } from './answers'
import { alert, ask, box, lastText, send, sendButton, write } from './chat'
import { test as base, expect } from './fixtures'

/** Settings are the server's: what changes some does so at a server of its own. The order counts: each goes on with what the last one left. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ share, upstream }, use) => use(await share({ env: upstreamEnv(upstream.url) })),
  baseURL: ({ own }, use) => use(own.url),
})

base(
  'The gateway key shows only on a click, is the one of the file, and can be hidden again',
  async ({ parley, page }) => {
    const key = (await readFile(join(parley.dataDir, 'gateway-key'), 'utf8')).trim()
    await page.goto('/settings')
    const field = page.getByLabel('Gateway key')
    await expect(field).toBeVisible()
    expect(await page.content()).not.toContain(key)
    await page.getByRole('button', { name: 'Reveal the key' }).click()
    await expect(field).toHaveValue(key)
    await page.getByRole('button', { name: 'Hide the key' }).click()
    expect(await page.content()).not.toContain(key)
  },
)

test('What is kept is asked about before it goes, a number that is not allowed says what is, and other tabs hear of it', async ({
  own,
  page,
  context,
}) => {
  const call = await fetch(`${own.url}/u/sandbox/v1/messages`, {
    method: 'POST',
    headers: {
      ...{ 'x-api-key': own.gatewayKey, 'anthropic-version': '2023-06-01' },
      ...{ 'content-type': 'application/json', 'x-parley-cache': '300' },
    },
    body: JSON.stringify({
      ...{ model: 'claude-opus-5-5', max_tokens: 9 },
      messages: [{ role: 'user', content: 'x'.repeat(200_000) }],
    }),
  })
  expect(call.status).toBe(200)
  const other = await context.newPage()
  await other.goto('/settings#kept')
  await page.bringToFront()
  await page.goto('/settings#kept')
  const bodies = page.getByRole('region', { name: 'Bodies and events' })
  await expect(bodies).toContainText(/Kept now: 20\d(\.\d)? kB/)
  const days = bodies.getByLabel('For at most')
  await days.fill('0')
  await days.press('Tab')
  await expect(bodies.getByRole('alert')).toHaveText('A whole number from 1 to 3,650.')
  await days.fill('1,000')
  await days.press('Enter')
  await expect(bodies.getByRole('alert')).toBeHidden()

  // Where something would go, no is an answer.
  const keeps = bodies.getByRole('switch', { name: 'Keep bodies and events of runs' })
  const question = page.getByRole('alertdialog')
  await keeps.click()
  await expect(question).toHaveAccessibleName(/^Forget all bodies and events, 20\d(\.\d)? kB\?$/)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(keeps).toBeChecked()
  await expect(keeps).toBeFocused()
  await page.keyboard.press('Space')
  await question.getByRole('button', { name: 'Forget' }).click()
  await expect(bodies).toContainText('Kept now: 0 bytes')
  await expect(days).toBeHidden()

  const cache = page.getByRole('region', { name: 'Response cache' })
  await cache.getByRole('button', { name: 'Clear 1 answer' }).click()
  await expect(cache).toContainText('Kept now: 0 answers, 0 bytes')
  await expect(cache.getByRole('button', { name: 'Clear' })).toBeDisabled()
  const openai = page.getByRole('region', { name: 'OpenAI clients' })
  await openai.getByLabel('Default max_tokens').fill('200')
  await openai.getByRole('switch', { name: 'Translate reasoning_effort' }).click()
  await expect(other.getByRole('switch', { name: 'Translate reasoning_effort' })).toBeChecked()
  await expect(other.getByLabel('Default max_tokens')).toHaveValue('200')
  await expect(other.getByRole('switch', { name: 'Keep bodies and events' })).not.toBeChecked()
  await expect(other.getByRole('region', { name: 'Response cache' })).toContainText('0 answers')
  // The base URL of one upstream is what leads to it.
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy the base URL of Sandbox' }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toBe(`${own.url}/u/sandbox`)
})

base(
  'The system prompt, max_tokens, the version and the model of the panel are what is sent',
  async ({ page, upstream }) => {
    await page.goto('/c')
    await page.getByLabel('System prompt').fill('Answer in rhyme.')
    const field = page.getByRole('textbox', { name: 'max_tokens' })
    await field.fill('1234')
    await field.press('Tab')
    await page.getByRole('combobox', { name: 'API version' }).click()
    await page.getByRole('option', { name: '2026-10-21' }).click()
    // What closes gives the focus back: not in the middle of what follows.
    await expect(page.getByRole('listbox')).toHaveCount(0)
    await expect(page.getByRole('combobox', { name: 'API version' })).toBeFocused()
    // The keyboard alone picks a model.
    const picker = page.getByRole('combobox', { name: /^Choose a model/ })
    await picker.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Search models' }).fill('20250514')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(picker).toBeFocused()
    await expect(picker).toHaveAccessibleName('Choose a model: Sonnet 4')

    await send(page, 'Write')
    await expect(lastText(page)).toHaveText('Write')
    const [call] = asksOf(upstream)
    const body = bodyOf(call)
    expect(body.model).toBe('claude-sonnet-4-20250514')
    expect(body.max_tokens).toBe(1234)
    expect(JSON.stringify(body.system)).toContain('Answer in rhyme.')
    expect(call?.headers).toContainEqual(['anthropic-version', '2026-10-21'])

    // They stay the conversation's own, and a new one starts afresh.
    await page.reload()
    await expect(page.getByLabel('System prompt')).toHaveValue('Answer in rhyme.')
    await expect(page.getByRole('textbox', { name: 'max_tokens' })).toHaveValue('1,234')
    await page.getByRole('button', { name: 'New conversation' }).click()
    await expect(page.getByLabel('System prompt')).toHaveValue('')
  },
)

test('A max_tokens that cannot be asked for stays in the field beside what can be, and the last valid one is sent', async ({
  page,
  upstream,
}) => {
  upstream.setDefault((request) =>
    request.path.startsWith('/v1/models') ? json(modelWriting(128_000)) : reply(request),
  )
  await page.goto('/c')
  const field = page.getByRole('textbox', { name: 'max_tokens' })
  await field.fill('2000')
  await field.fill('0')
  await expect(alert(page)).toHaveText('max_tokens is at least 1. 2,000 is sent instead. Set to 1')
  await field.press('Tab')
  await expect(field).toHaveValue('0')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await send(page, 'Too few')
  await expect(lastText(page)).toHaveText('Too few')

  await field.fill('500000')
  await expect(alert(page)).toHaveText(
    'Opus 5.5 writes at most 128,000 tokens. 2,000 is sent instead. Set to 128,000',
  )
  await field.press('Tab')
  await expect(field).toHaveValue('500,000')
  await send(page, 'Too many')
  await expect(lastText(page)).toHaveText('Too many')

  await page.getByRole('button', { name: 'Set to 128,000' }).click()
  await expect(field).toHaveValue('128,000')
  await field.fill('3000')
  await expect(alert(page)).toBeHidden()
  await send(page, 'Just right')
  await expect(lastText(page)).toHaveText('Just right')
  const sent = asksOf(upstream).map((call) => bodyOf(call).max_tokens)
  expect(sent).toEqual([2000, 2000, 3000])

  await field.fill('')
  await field.press('Tab')
  await expect(field).toHaveValue('3,000')
})

test('Language, theme, text size, motion and what Enter does are the server’s, and hold on every screen', async ({
  page,
  upstream,
}) => {
  await test.step('Chinese is one click away, holds on every screen and over a reload, and so is the way back', async () => {
    await page.goto('/settings')
    await page.getByRole('radio', { name: '简体中文' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
    await expect(page.getByRole('heading', { name: '上游' })).toBeVisible()
    await page.goto('/c')
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
    await expect(page.getByRole('button', { name: '发送' })).toBeVisible()
    await page.goto('/settings')
    await page.getByRole('radio', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })
  await test.step('The theme follows the system until one is chosen, and the choice holds over a reload', async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto('/settings')
    const light = await background()
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(background).not.toBe(light)
    const dark = await background()
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(background).toBe(light)
    await page.getByRole('radio', { name: 'Dark' }).click()
    await expect.poll(background).toBe(dark)
    await page.reload()
    expect(await background()).toBe(dark)
  })
  await test.step('Text size and motion hold on every screen from the first moment, and text grows with them', async () => {
    await page.goto('/settings')
    const heading = page.getByRole('heading', { name: 'Storage' })
    const before = (await heading.boundingBox())?.height ?? 0
    await page.getByRole('radio', { name: '130%' }).click()
    await page.getByRole('radio', { name: 'Reduced' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-motion', 'reduced')
    await expect
      .poll(async () => (await heading.boundingBox())?.height)
      .toBeGreaterThan(before * 1.2)
    const html = await (await page.request.get('/c')).text()
    expect(html).toContain('data-text-size="130"')
    expect(html).toContain('data-motion="reduced"')
  })
  await test.step('Where Ctrl+Enter sends, Enter breaks the line, and the box says so', async () => {
    await page.goto('/settings')
    await page.getByRole('radio', { name: 'Ctrl Enter' }).click()
    await expect(page.getByText('Enter begins a new line.', { exact: true })).toBeVisible()
    await page.goto('/c')
    await write(page, 'One')
    await expect(sendButton(page)).toHaveText(/Ctrl/)
    await box(page).press('Enter')
    await box(page).pressSequentially('Two')
    await expect(box(page)).toHaveValue('One\nTwo')
    expect(asksOf(upstream)).toHaveLength(0)
    await box(page).press('Control+Enter')
    await expect(lastText(page)).toHaveText(/One/)
    expect(asksOf(upstream)).toHaveLength(1)
  })
})

test('The upstream made default takes new conversations, and an old one keeps its own', async ({
  page,
  upstream,
}) => {
  await ask(page, 'To the Claude API')
  await expect(lastText(page)).toHaveText('To the Claude API')
  const old = page.url()
  await page.goto('/settings')
  const sandbox = page.getByRole('listitem').filter({ hasText: 'Built in, stays on this machine' })
  await sandbox.getByRole('button', { name: 'Make default' }).click()
  await expect(sandbox.getByText('default', { exact: true })).toBeVisible()
  await ask(page, 'To the sandbox')
  await expect(lastText(page)).toHaveText(/sandbox/i)
  expect(asksOf(upstream)).toHaveLength(1)
  await page.goto(old)
  await send(page, 'Again')
  await expect(lastText(page)).toHaveText('Again')
  expect(asksOf(upstream)).toHaveLength(2)
})

base(
  'Tokens that a smaller model does not write are marked as not sent, and are back with a model that does',
  async ({ page, upstream }) => {
    await page.goto('/c')
    const field = page.getByRole('textbox', { name: 'max_tokens' })
    await field.fill('100000')
    await pickModel(page, 'Sonnet 4')
    await expect(field).toHaveValue('64,000')
    const panel = page.getByRole('region', { name: 'Parameters' })
    await expect(panel).toContainText('Sonnet 4 writes at most 64,000')
    await send(page, 'With the smaller')
    await expect(lastText(page)).toHaveText('With the smaller')
    await page.reload()
    await expect(panel).toContainText('100,000 not sent')
    await pickModel(page, 'Sonnet 5.5')
    await expect(field).toHaveValue('100,000')
    await send(page, 'With the larger')
    await expect(lastText(page)).toHaveText('With the larger')
    expect(asksOf(upstream).map((call) => bodyOf(call).max_tokens)).toEqual([64_000, 100_000])
  },
)

async function pickModel(page: Page, label: string): Promise<void> {
  const picker = page.getByRole('combobox', { name: /^Choose a model/ })
  await picker.click()
  await page.getByRole('option', { name: new RegExp(`^${label} `) }).click()
  await expect(picker).toHaveAccessibleName(`Choose a model: ${label}`)
}

function modelWriting(maxTokens: number) {
  const model = { type: 'model', id: 'claude-opus-5-5', display_name: 'Claude Opus 5.5' }
  const data = [{ ...model, created_at: '2026-01-01T00:00:00Z', max_tokens: maxTokens }]
  return { data, has_more: false, first_id: model.id, last_id: model.id }
}
