import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { upstreamEnv } from '../harness/parley-client'
import { send } from '../harness/raw-http'
import type { ParleyServer } from '../harness/server'
import { messageOf, textEvents } from '../harness/upstream/answers'
import { failure, type HeaderList, json } from '../harness/upstream/script'
import { answerWith } from './answers'
import { test as base, expect } from './fixtures'

/** Limits and sums are a server’s: each test here has one of its own. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ start, upstream }, use) => use(await start({ env: upstreamEnv(upstream.url) })),
  baseURL: ({ own }, use) => use(own.url),
})

const MODEL = 'claude-sonnet-5-5'

async function call(parley: ParleyServer, model = MODEL): Promise<void> {
  const body = { model, max_tokens: 9, messages: [{ role: 'user', content: 'x' }] }
  await send(`${parley.url}/v1/messages`, {
    body: JSON.stringify(body),
    headers: { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' },
  })
}

/** What is left of 4,000 requests and 400,000 output tokens, both full again after so long. */
function left(requests: number, output: number, ms = 600_000): HeaderList {
  const reset = new Date(Date.now() + ms).toISOString()
  return [
    ['anthropic-ratelimit-requests-limit', '4000'],
    ['anthropic-ratelimit-requests-remaining', String(requests)],
    ['anthropic-ratelimit-requests-reset', reset],
    ['anthropic-ratelimit-output-tokens-limit', '400000'],
    ['anthropic-ratelimit-output-tokens-remaining', String(output)],
    ['anthropic-ratelimit-output-tokens-reset', reset],
  ]
}

const answer = (headers: HeaderList, model = MODEL) =>
  json(messageOf(textEvents(3, model)), { headers })

const foot = (page: Page) => page.getByRole('region', { name: 'Rate limits' })
const gauge = (page: Page, name: string) => foot(page).getByRole('meter', { name })

test('Limits come with the first answer, count down by themselves, and are warned of on both screens', async ({
  page,
  context,
  own,
  upstream,
}) => {
  await page.goto('/runs')
  await expect(foot(page)).toContainText('No limits seen yet.')
  answerWith(upstream, answer(left(2760, 300_000)))
  await call(own)
  await expect(foot(page)).toContainText('Claude API, Sonnet 5.x')
  await expect(gauge(page, 'Requests')).toHaveAttribute('aria-valuenow', '31')
  await expect(foot(page)).toContainText('1,240 of 4,000')
  await expect(gauge(page, 'Output tokens')).toHaveAttribute('aria-valuetext', /^25%, .*full in 9:/)

  const chat = await context.newPage()
  await chat.goto('/c')
  await expect(chat.getByRole('button', { name: 'Rate limits', exact: true })).toBeVisible()
  answerWith(upstream, answer(left(2700, 48_000)))
  await call(own)
  const warning = 'Rate limits: Output tokens 88% used'
  await chat.getByRole('button', { name: warning }).click()
  const detail = chat.getByRole('dialog', { name: 'Rate limits' })
  await expect(detail.getByRole('meter', { name: 'Output tokens' })).toHaveAttribute(
    'aria-valuenow',
    '88',
  )
  await expect(detail).toContainText('ANTHROPIC_API_KEY')
  await expect(chat.getByRole('status').filter({ hasText: '88% used' })).toBeVisible()

  // Another class is used more: it takes the foot, and the first one is behind "all".
  answerWith(
    upstream,
    failure(429, 'rate_limit_error', [...left(0, 0, 2500), ['retry-after', '2']]),
  )
  await call(own, 'claude-haiku-5-5')
  await expect(foot(page)).toContainText('Claude API, Haiku 5.x')
  await expect(foot(page)).toContainText(/takes calls again in 0:0\d/)
  await foot(page).getByRole('button', { name: 'All limits of 2 groups' }).click()
  await expect(page.getByRole('dialog', { name: 'Rate limits' })).toContainText('Sonnet 5.x')
  await page.keyboard.press('Escape')
  // Nobody calls, and its time comes all the same.
  await expect(foot(page)).toContainText('Claude API, Sonnet 5.x')
  await chat.close()
})

test('What is clicked before Next has taken the address over is opened all the same', async ({
  page,
}) => {
  // In the moment in which Next puts its own methods in the place of the browser's.
  const script = await page.addInitScript(() => {
    const native = History.prototype.pushState
    Object.defineProperty(History.prototype, 'pushState', {
      configurable: true,
      get: () => native,
      set(value: unknown) {
        document.querySelector<HTMLElement>('button[aria-label="Usage"]')?.click()
        Object.defineProperty(this, 'pushState', { value, writable: true, configurable: true })
      },
    })
  })
  await page.goto('/runs')
  await expect(page.getByRole('heading', { name: 'Usage' })).toBeVisible()
  await expect(page).toHaveURL(/\/runs\/usage$/)
  await script.dispose()
})

test('Usage stands in a run’s place as a chart and a table, by what and of what one chooses, and as a file', async ({
  page,
  own,
  upstream,
}) => {
  const evil = '=1+1,"x"'
  for (const model of [MODEL, MODEL, evil]) {
    answerWith(upstream, answer([], model))
    await call(own, model)
  }
  await page.goto('/runs')
  await page.getByRole('button', { name: 'Usage', exact: true }).click()
  await expect(page).toHaveURL(/\/runs\/usage$/)
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect(row('Sonnet 5.5').getByRole('cell').first()).not.toHaveText('0')
  await expect(row(evil)).toContainText('+ 1 unknown')
  // Where there is no room for a column each, name and cost stay in view.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('columnheader')).toHaveText(['Model', 'Cost'])
  const [cost, counts] = [row('Sonnet 5.5').getByRole('cell'), page.getByText('2 runs')]
  await expect(cost).toBeInViewport({ ratio: 1 })
  await expect(counts).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(page.getByRole('columnheader')).toHaveCount(8)
  await expect(page.getByRole('img', { name: /^Tokens by day/ })).toBeVisible()
  await page.getByRole('radio', { name: 'Runs', exact: true }).click()
  await expect(page.getByRole('img', { name: /^Runs by day/ })).toBeVisible()
  await page.getByRole('radio', { name: '7 days' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('usage-by-model-7-days.csv')
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(lines[0]).toMatch(/^day,model,sandbox,runs,errors,input_tokens/)
  expect(lines.find((line) => line.includes('1+1'))).toMatch(
    /^\d{4}-\d\d-\d\d,"'=1\+1,""x""",false,1,0,10,0,0,3,0,1$/,
  )
  await page.getByRole('radio', { name: 'Gateway key' }).click()
  await expect(page).toHaveURL(/\/runs\/usage\?days=7&by=key&measure=runs$/)
  await page.reload()
  await expect(row('First key')).toBeVisible()
  for (const name of ['7 days', 'Gateway key', 'Runs']) {
    await expect(page.getByRole('radio', { name, exact: true })).toBeChecked()
  }
  await page.getByRole('radio', { name: 'Day', exact: true }).click()
  await expect(row('Total')).toBeVisible()
  await page.getByRole('button', { name: 'Usage', exact: true }).click()
  await expect(page).toHaveURL(/\/runs$/)
})
