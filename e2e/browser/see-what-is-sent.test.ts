import type { Page } from '@playwright/test'
import { asksOf } from './answers'
import { ask, box, lastText, sendButton } from './chat'
import { expect, test } from './fixtures'

/** What the transport and the connection add to the list that the view shows. */
const ADDED = new Set(['host', 'connection', 'content-length', 'x-api-key'])

const body = (page: Page) =>
  page.getByRole('region', { name: 'Body of the request' }).locator('pre')

async function shownHeaders(page: Page): Promise<[string, string][]> {
  const rows = page.locator('[data-header]')
  const pairs: [string, string][] = []
  for (const row of await rows.all()) {
    const [name, value] = await row.locator('dt, dd').allTextContents()
    pairs.push([name ?? '', value ?? ''])
  }
  return pairs
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('What the request view shows while one types is what is sent: the body to the letter, and its headers', async ({
  page,
  upstream,
}) => {
  await ask(page, 'Hello')
  await expect(lastText(page)).toHaveText('Hello')
  await page.getByLabel('System prompt').fill('Be "brief" — 简短。')
  await page.getByRole('textbox', { name: 'max_tokens' }).fill('1234')
  // Survives in the panel and stays behind: this model takes only the default.
  await page.getByRole('button', { name: 'Use Sonnet 4', exact: true }).click()
  await page.getByRole('textbox', { name: 'temperature' }).fill('0.4')
  await page.getByRole('switch', { name: 'stream' }).click()

  await page.getByRole('button', { name: 'View request' }).click()
  await page.getByRole('radio', { name: 'As sent' }).click()
  await box(page).fill("What's <next>?\n`$HOME`")
  await expect(body(page)).toContainText('$HOME')
  const shown = (await body(page).textContent()) ?? ''
  const headers = await shownHeaders(page)
  expect(JSON.parse(shown)).toMatchObject({ max_tokens: 1234, temperature: 0.4, stream: false })

  await page.getByRole('button', { name: 'Copy JSON' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown)
  await page.getByRole('button', { name: 'Copy curl' }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain(`curl '${upstream.url}/v1/messages'`)
  expect(await copied()).toContain('-H "x-api-key: $ANTHROPIC_API_KEY"')

  await sendButton(page).click()
  await expect(lastText(page)).toContainText('next')
  const sent = asksOf(upstream).at(-1)
  expect(sent?.body.toString('utf8')).toBe(shown)
  const received = sent?.headers
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !ADDED.has(name))
  expect(received).toEqual(headers)
})

test('A command copied for the sandbox goes to the sandbox, whatever the default upstream of the gateway is', async ({
  page,
}) => {
  await page.goto('/c')
  await page.getByRole('combobox', { name: 'Upstream' }).click()
  await page.getByRole('option', { name: 'Sandbox' }).click()
  await page.getByRole('button', { name: 'View request' }).click()
  await page.getByRole('button', { name: 'Copy curl' }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain("/u/sandbox/v1/messages'")
})

test('The tab for code holds the request as a program, in a language and against a target of choice', async ({
  page,
  upstream,
  parley,
}) => {
  await page.goto('/c')
  await box(page).fill("It's `$HERE`")
  await page.getByRole('button', { name: 'Get code' }).click()
  const program = page.getByRole('region', { name: 'Program' })
  await expect(program).toContainText(`baseURL: '${upstream.url}'`)
  await expect(program).toContainText('process.env.ANTHROPIC_API_KEY')
  await page.getByRole('combobox', { name: 'Language and library' }).click()
  await page.getByRole('option', { name: 'Python', exact: true }).click()
  await page.getByRole('radio', { name: 'This Parley' }).click()
  await expect(program).toContainText('os.environ["PARLEY_API_KEY"]')
  await expect(page.getByText('pip install anthropic')).toBeVisible()

  await page.getByRole('button', { name: 'Copy the program' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`base_url="${parley.url}"`)
  expect(copied).toContain('"text": "It\'s `$HERE`"')
})
