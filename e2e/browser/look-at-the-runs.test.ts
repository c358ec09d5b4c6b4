import type { Page } from '@playwright/test'
import { upstreamEnv } from '../harness/parley-client'
import { seedRuns } from '../harness/seed'
import type { ParleyServer } from '../harness/server'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'
import { answerWith, releaseTokens } from './answers'
import { test as base, expect } from './fixtures'

/** The list shows every run of a server: each test here has one of its own. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ start, upstream }, use) => use(await start({ env: upstreamEnv(upstream.url) })),
  baseURL: ({ own }, use) => use(own.url),
})

const MODEL = 'claude-sonnet-5-5'

/** Asks as a program does. */
async function call({ url, gatewayKey }: ParleyServer, text: string, query = ''): Promise<void> {
  const body = { model: MODEL, max_tokens: 9, messages: [{ role: 'user', content: text }] }
  const headers = { 'x-api-key': gatewayKey, 'anthropic-version': '2023-06-01' }
  const init = { method: 'POST', headers, body: JSON.stringify({ ...body, stream: true }) }
  await (await fetch(`${url}/v1/messages${query}`, init)).text()
}

const rows = (page: Page) =>
  page.getByRole('region', { name: 'List of runs' }).getByRole('listitem')
const row = (page: Page, name: RegExp) => rows(page).getByRole('link', { name })
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })
const detail = (page: Page) => page.getByRole('region', { name: 'Run', exact: true })

test.use({
  permissions: ['clipboard-read', 'clipboard-write'],
  viewport: { width: 1440, height: 900 },
})

test('A call of a program appears while it runs, and all that is kept of it can be looked at and replayed', async ({
  page,
  own,
  upstream,
}) => {
  await page.goto('/runs')
  await expect(page.getByText('No runs yet')).toBeVisible()
  await expect(page.getByText('0 today, $0')).toBeVisible()
  const gate = createGate()
  const headers: [string, string][] = [
    ['anthropic-organization-id', '5d0b2f3e-org'],
    ['anthropic-workspace-id', 'wrkspc_01'],
  ]
  answerWith(upstream, stream(encodeEvents(textEvents(30, MODEL)), { gate, headers }))
  const asked = call(own, 'From a program', '?beta=true')
  await expect(row(page, /Live.*Sonnet 5\.5.*node/)).toBeVisible()
  await row(page, /Live/).click()
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/)
  await tab(page, 'Response').click()
  await releaseTokens(gate, 5)
  await expect(detail(page)).toContainText('w0 w1 w2 w3 w4')
  gate.open()
  await asked
  await expect(row(page, /Done.*\$0\.000/)).toBeVisible()
  await expect(page.getByText(/^1 today, /)).toBeVisible()
  await expect(detail(page)).toContainText('w29')

  await tab(page, 'Timeline').click()
  await expect(detail(page).getByRole('img', { name: /^Timeline of/ })).toBeVisible()
  const events = detail(page).getByRole('region', { name: 'Events' })
  await expect(events).toContainText('Events35')
  // A busy machine makes stalls of its own; then the first events are not shown at once.
  const all = events.getByRole('button', { name: 'All', exact: true })
  if (await all.isVisible()) await all.click()
  await events.getByRole('button', { name: /message_start/ }).click()
  await expect(events.locator('pre')).toContainText('"type": "message_start"')

  await tab(page, 'Request').click()
  await expect(detail(page)).toContainText('POST /v1/messages?beta=true')
  await expect(detail(page)).toContainText('x-api-keyredacted')
  await expect(detail(page)).not.toContainText(own.gatewayKey)
  await detail(page).getByRole('radio', { name: 'Text' }).click()
  await expect(detail(page).locator('pre')).toContainText('"content":"From a program"')
  await tab(page, 'Headers').click()
  await expect(detail(page)).toContainText('text/event-stream')
  await tab(page, 'Usage').click()
  await expect(detail(page).getByRole('row', { name: /output_tokens/ })).toBeVisible()
  await expect(detail(page).getByRole('region', { name: 'Cost' })).toContainText('$0.000')

  const account = detail(page).getByRole('region', { name: 'Account' })
  await expect(account).toContainText(
    'Upstream keyANTHROPIC_API_KEYOrganization5d0b2f3e-orgWorkspacewrkspc_01',
  )

  await page.getByRole('button', { name: 'Copy as curl' }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect
    .poll(copied)
    .toContain(`curl --no-buffer '${own.url}/u/anthropic/v1/messages?beta=true'`)
  expect(await copied()).toContain('-H "x-api-key: $PARLEY_API_KEY"')

  const before = upstream.requests.length
  await page.getByRole('button', { name: 'Replay 1×' }).click()
  const replay = detail(page).getByRole('region', { name: 'Replay' })
  await replay.getByRole('radio', { name: '10×' }).click()
  await expect(replay).toContainText('w29')
  await expect(replay.getByRole('button', { name: 'Replay again' })).toBeVisible()
  await replay.getByRole('button', { name: 'Stop replay' }).click()
  await expect(tab(page, 'Usage')).toBeVisible()
  expect(upstream.requests.length).toBe(before)
})

test('Filters stand in the address, keys walk through the list, and what is new waits above it', async ({
  page,
  own,
}) => {
  seedRuns(
    own.dataDir,
    Array.from({ length: 150 }, (_, i) => ({
      model: i % 2 === 0 ? MODEL : 'claude-opus-5-5',
      client: i % 3 === 0 ? 'ts-sdk 1.10' : 'python 2.1',
      ...(i % 10 === 0 ? { status: 'failed', http_status: 529, stop_reason: null } : {}),
    })),
  )
  await page.goto('/runs?status=529')
  // A line between two days is an item too, and no run.
  const runs = rows(page).getByRole('link')
  await expect(runs).toHaveCount(15)
  await page.getByRole('button', { name: 'Source', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'ts-sdk 1.10' }).click()
  await expect(page).toHaveURL(/\?client=ts-sdk\+1\.10&status=529$/)
  await expect(runs).toHaveCount(5)
  await page.reload()
  await expect(runs).toHaveCount(5)
  await page.getByRole('button', { name: 'Show all again, not only: ts-sdk 1.10' }).click()
  await page.getByRole('button', { name: 'Show all again, not only: HTTP 529' }).click()
  await page.getByRole('searchbox', { name: 'Id, model, program' }).fill('nothing like it')
  await expect(page.getByText('No run fits these filters')).toBeVisible()
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await expect(page).toHaveURL(/\/runs$/)

  await runs.first().focus()
  // Keys that come between the first scrolling and the row that the first of them leads to.
  await runs.first().evaluate(async (link: HTMLElement) => {
    const press = (on: Element | null, key: string) =>
      on?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    const scrolled = new Promise((resolve) =>
      document.addEventListener('scroll', resolve, { capture: true, once: true }),
    )
    press(link, 'End')
    await scrolled
    const focused = document.activeElement
    if (press(focused, 'Enter') && focused instanceof HTMLElement) focused.click()
  })
  const opened = page.locator('a[data-row][aria-current="page"]:focus')
  await expect(opened).toBeInViewport()
  await expect(detail(page)).toContainText('No answer came')
  await page.goBack()
  await expect(page).toHaveURL(/\/runs$/)

  await runs.first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  const focused = page.locator('a[data-row][href^="/runs/"]:focus')
  await expect(focused).toHaveCount(1)
  const id = await focused.getAttribute('data-row')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/runs/${id}$`))
  await expect(detail(page)).toContainText('No answer came')

  await expect(focused).toBeInViewport()
  await call(own, 'New')
  await page.getByRole('button', { name: '1 new run', exact: true }).click()
  await expect(row(page, /Done.*node/)).toBeInViewport()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('A run is a page of its own, with the way back to its place in the list', async ({
    page,
    own,
  }) => {
    const failed = { attempt: 2, of: 2, httpStatus: 529, type: 'overloaded_error', waitMs: 0 }
    const next = { upstream: 'anthropic', model: 'claude-haiku-5-5' }
    const retries = JSON.stringify([{ ...failed, at: Date.now(), next }])
    seedRuns(own.dataDir, [{ replay_of: 'another', cost: 0, client: 'curl', retries }])
    await call(own, 'From a phone')
    await page.goto('/runs')
    await row(page, /Done/).first().tap()
    await expect(detail(page)).toBeFocused()
    await expect(row(page, /Done/).first()).toBeHidden()
    await expect(detail(page).getByRole('img', { name: /^Timeline of/ })).toBeInViewport()
    await page.getByRole('button', { name: 'Back to the list' }).tap()
    await expect(page).toHaveURL(/\/runs$/)
    await expect(row(page, /Done/).first()).toBeFocused()

    await row(page, /From cache.*curl.*\$0/).tap()
    await expect(detail(page)).toContainText('From cache')
    const origin = detail(page).getByRole('link', { name: 'The run it was first given to' })
    await expect(origin).toHaveAttribute('href', '/runs/another')
    const attempts = detail(page).getByRole('region', { name: 'Attempts before this answer' })
    await expect(attempts).toContainText('overloaded_errorthen Haiku 5.5 at Claude API')
  })
})
