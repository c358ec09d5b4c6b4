import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { upstreamEnv } from '../harness/parley-client'
import { send } from '../harness/raw-http'
import type { ParleyServer } from '../harness/server'
import { expectNoBarrier } from './barriers'
import { test as base, expect } from './fixtures'

const MODEL = 'claude-sonnet-5-5'

/** One whose configuration names an upstream that lists nothing, and one without its key. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ start, upstream }, use) => {
    const cwd = await mkdtemp(join(tmpdir(), 'parley-catalog-'))
    const upstreams = [
      { name: 'lost', label: 'Lost', baseUrl: `${upstream.url}/nowhere`, auth: 'none' },
      { name: 'shut', label: 'Shut', baseUrl: upstream.url, auth: 'bearer', keyVariable: 'NONE' },
    ]
    await writeFile(join(cwd, 'parley.config.json'), JSON.stringify({ upstreams }))
    await use(await start({ env: upstreamEnv(upstream.url), cwd }))
    await rm(cwd, { recursive: true })
  },
  baseURL: ({ own }, use) => use(own.url),
})

// The upstream that lists nothing answers 400.
test.use({ tolerated: /Failed to load resource/, viewport: { width: 1440, height: 900 } })

const table = (page: Page) => page.getByRole('table', { name: 'Models' })
const row = (page: Page, model: string, upstream: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `Choose ${model} of ${upstream}` }) })
const names = (page: Page) => table(page).getByRole('rowheader')
const column = (page: Page, name: string) => table(page).getByRole('columnheader', { name })
const bar = (page: Page) => page.getByRole('region', { name: 'Chosen models' })

async function call({ url, gatewayKey }: ParleyServer): Promise<void> {
  const messages = [{ role: 'user', content: 'Hello' }]
  await send(`${url}/v1/messages`, {
    body: JSON.stringify({ model: MODEL, max_tokens: 9, stream: true, messages }),
    headers: { 'x-api-key': gatewayKey, 'anthropic-version': '2023-06-01' },
  })
}

/** Each step goes on where the one before it ended. */
test('Models of all upstreams are found, put in order, chosen, and taken to a comparison', async ({
  page,
  own,
}) => {
  await call(own)
  await call(own)
  await page.goto('/catalog')

  await test.step('Each upstream has its models there, or its reason, and none waits for another', async () => {
    await expect(row(page, 'Sonnet 5.5', 'Claude API')).toContainText('$2 / $10')
    await expect(row(page, 'Sonnet 5.5', 'Sandbox')).toContainText('Free here')
    await expect(page.getByRole('alert').filter({ hasText: 'Lost' })).toContainText(
      'Lost answered 400',
    )
    await expect(page.getByText('Shut needs a key.')).toBeVisible()
    await expect(
      page.getByText(/^\d+ models of 2 upstreams$/).filter({ visible: true }),
    ).toHaveCount(1)
  })

  await test.step('What is known of a model stands in its row: its dates, its price and its day, one’s own figures', async () => {
    const sonnet = row(page, 'Sonnet 5.5', 'Claude API')
    await expect(sonnet).toContainText('since Jan 1, 2026')
    await expect(sonnet).toContainText('as of Nov 22, 2026')
    await expect(sonnet.getByRole('cell', { name: '2', exact: true })).toBeVisible()
    await expect(sonnet).toContainText('from 2 runs')
    await expect(row(page, 'Sonnet 4', 'Claude API')).toContainText('retired')
    await expect(row(page, 'Fable 5.2', 'Sandbox')).toContainText('unknown')
    await expect(row(page, 'Opus 5.5', 'Sandbox')).toContainText('not measured')
  })

  await test.step('Search and filters leave what fits, and the address keeps them', async () => {
    await page.getByRole('searchbox').fill('sonnet')
    await expect(page).toHaveURL(/q=sonnet/)
    await page.getByRole('button', { name: 'Any upstream' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Claude API' }).click()
    await expect(names(page)).toHaveText([/^Sonnet 5\.5/, /^Sonnet 4/])
    await page.getByRole('button', { name: 'Any lifecycle' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Ends soon' }).click()
    await expect(page.getByText('No model fits')).toBeVisible()
    await page.getByRole('button', { name: 'Clear search and filters' }).click()
    await expect(row(page, 'Opus 5.5', 'Sandbox')).toBeVisible()
    await expect(page).toHaveURL(`${own.url}/catalog`)
  })

  await test.step('A column’s head puts the table in order, by keyboard: up, down, and as it was', async () => {
    const first = await names(page).first().textContent()
    const price = column(page, 'Price in / out')
    await price.getByRole('button').press('Enter')
    await expect(price).toHaveAttribute('aria-sort', 'ascending')
    await expect(names(page).first().locator('..')).toContainText('Free here')
    await page.keyboard.press('Enter')
    await expect(price).toHaveAttribute('aria-sort', 'descending')
    await expect(names(page).first()).toContainText('Sonnet 4')
    await expect(names(page).last().locator('..')).not.toContainText('$')
    await page.keyboard.press('Enter')
    await expect(price).not.toHaveAttribute('aria-sort')
    await expect(names(page).first()).toHaveText(first ?? '')
    await column(page, 'Upstream').getByRole('button').press('Space')
    await expect(page).toHaveURL(/sort=place$/)
  })

  await test.step('Two to eight can be compared, and the bar says why others cannot', async () => {
    const compare = bar(page).getByRole('button', { name: 'Compare' })
    const unchosen = table(page).getByRole('checkbox', { name: /^Choose /, checked: false })
    for (let count = 1; count <= 9; count += 1) {
      await unchosen.first().click()
      await expect(bar(page)).toContainText(`${count} chosen`)
    }
    await expect(compare).toBeDisabled()
    await expect(compare).toHaveAccessibleDescription('At most 8 can be compared.')
    await bar(page).getByRole('button', { name: 'Clear' }).click()
    await page.getByRole('checkbox', { name: 'Choose Sonnet 5.5 of Claude API' }).press('Space')
    await expect(bar(page)).toContainText('1 chosen')
    await expect(compare).toBeDisabled()
    await expect(compare).toHaveAccessibleDescription('Choose at least 2 to compare.')
    await page.getByRole('checkbox', { name: 'Choose Haiku 5.5 of Sandbox' }).click()
    await expect(bar(page)).toContainText('2 chosen')
    await page.getByRole('searchbox').fill('haiku')
    await expect(bar(page)).toContainText('1 of them not in view')
  })

  await test.step('A reload keeps all of it', async () => {
    await page.reload()
    await expect(page.getByRole('checkbox', { name: 'Choose Haiku 5.5 of Sandbox' })).toBeChecked()
    await expect(page.getByRole('searchbox')).toHaveValue('haiku')
    await expect(column(page, 'Upstream')).toHaveAttribute('aria-sort', 'ascending')
    await expect(bar(page)).toContainText('2 chosen')
  })

  await test.step('Nothing of it is a barrier', async () => {
    await page.getByRole('searchbox').fill('')
    await expect(row(page, 'Opus 5.5', 'Sandbox')).toBeVisible()
    await expectNoBarrier(page)
  })

  await test.step('On a phone each model is a row that opens to all that is known of it', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const item = page.getByRole('listitem').filter({
      has: page.getByRole('checkbox', { name: 'Choose Sonnet 5.5 of Claude API' }),
    })
    await item.getByRole('button', { name: /^Sonnet 5\.5/ }).click()
    await expect(item).toContainText(MODEL)
    await expect(item).toContainText('from 2 runs')
    await expect(item.getByRole('checkbox')).toBeChecked()
    const top = async (name: RegExp) => (await page.getByRole('button', { name }).boundingBox())?.y
    expect(await top(/^Any lifecycle$/)).toBe(await top(/^Any upstream$/))
    expect(await top(/^Order: /)).toBe(await top(/^Any capability$/))
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    expect(await width()).toBe(390)
  })

  await test.step('Compare begins the comparison of what is chosen', async () => {
    await bar(page).getByRole('button', { name: 'Compare' }).click()
    await expect(page).toHaveURL(/\/compare\/[0-9a-f-]{36}$/)
    for (const column of ['Column 1: Sonnet 5.5', 'Column 2: Haiku 5.5']) {
      await expect(page.getByRole('group', { name: column })).toBeVisible()
    }
  })

  await test.step('Of an address that names what is not there, what is there is chosen first', async () => {
    await page.goto(`/catalog?models=gone~${MODEL},anthropic~${MODEL},sandbox~unheard-of`)
    await expect(page.getByText('2 of them not in view')).toBeVisible()
    await bar(page).getByRole('link', { name: 'Compare' }).click()
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1)
    await expect(page.getByText('Choose at least 2.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Compare 1 model' })).toBeDisabled()
  })

  await test.step('Where models are chosen too it stands what ends or has ended, and why no more than eight go', async () => {
    const boxes = page.getByRole('group', { name: 'Sandbox' }).getByRole('checkbox')
    await expect(boxes.last()).toHaveAccessibleDescription('deprecated')
    await expect(boxes.first()).toHaveAccessibleDescription('')
    for (let at = 0; at < 7; at += 1) await boxes.nth(at).click()
    await expect(boxes.nth(7)).toBeDisabled()
    await expect(boxes.nth(7)).toHaveAccessibleDescription(/^8 are chosen/)
    await expect(boxes.nth(6)).toHaveAccessibleDescription('')
  })
})
