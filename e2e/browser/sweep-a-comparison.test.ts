import type { Page } from '@playwright/test'
import { readBody, reply } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { counted } from '../harness/sweep-bed'
import { failure } from '../harness/upstream/script'
import { asksOf } from './answers'
import { expectNoBarrier } from './barriers'
import { expect, test } from './fixtures'

test.use({ tolerated: /Failed to load resource: net::ERR_/, fetchesAhead: true })

/** Models that are listed by the scripted upstream, which has a price for both. */
const MODELS = ['Sonnet 5.5', 'Sonnet 4']

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Repeats and sweeps' })
const status = (page: Page) => dialog(page).getByRole('status')
const progress = (page: Page) => dialog(page).getByRole('progressbar', { name: 'Progress' })
const rowsOf = (page: Page) => dialog(page).getByRole('table').first().getByRole('row')
const act = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true })

/** How many answers have ended by now. */
async function ended(page: Page): Promise<number> {
  return Number(await progress(page).getAttribute('aria-valuenow'))
}

test('A sweep of 2 × 3 × 5 is estimated, capped, paused, killed and resumed, and shows what it found', async ({
  page,
  start,
  upstream,
}, testInfo) => {
  const options = { dataDir: testInfo.outputPath('data'), env: upstreamEnv(upstream.url) }
  const parley = await start(options)
  upstream.setDefault((request) => {
    const model = readBody(request)?.model
    return model === undefined ? reply(request) : counted(model, 1000, { rate: 12 })
  })

  await test.step('A comparison is asked something, and a grid is chosen: what refuses is left out with its reason', async () => {
    await page.goto(`${parley.url}/compare`)
    const paid = page.getByRole('group', { name: 'Claude API' })
    for (const name of MODELS) await paid.getByRole('checkbox', { name, exact: true }).click()
    await page.getByRole('button', { name: 'Compare 2 models' }).click()
    const box = page.getByRole('textbox', { name: 'Message to the columns' })
    await box.fill('Which is it?')
    await expect(page.getByRole('button', { name: 'Send to all' })).toBeEnabled()
    await box.press('Enter')
    await expect(page.getByText('Tokens/s').nth(1)).toBeVisible()
    await page.getByRole('button', { name: 'Repeats and sweeps' }).click()
    await dialog(page).getByRole('radio', { name: 'Sweep a grid' }).click()
    const models = dialog(page).getByRole('group', { name: 'Claude API' })
    await models.getByRole('checkbox', { name: 'Sonnet 4', exact: true }).click()
    for (const level of ['low', 'medium']) {
      await dialog(page).getByRole('checkbox', { name: level, exact: true }).click()
    }
    await expect(dialog(page).getByText('2 combinations × 7 = 14 runs')).toBeVisible()
    await expect(dialog(page).getByText('Sonnet 4 has no effort to set.').first()).toBeVisible()
    const sandbox = dialog(page).getByRole('group', { name: 'Sandbox' })
    await sandbox.getByRole('checkbox', { name: 'Sonnet 4', exact: true }).click()
    await expect(dialog(page).getByText('Sonnet 4, effort low · Sandbox')).toBeVisible()
    await sandbox.getByRole('checkbox', { name: 'Sonnet 4', exact: true }).click()
    await expectNoBarrier(page, '[role="dialog"]')
  })

  await test.step('2 × 3 × 5 runs are counted and estimated, and the cap is what they could cost at most', async () => {
    for (const level of ['low', 'medium']) {
      await dialog(page).getByRole('checkbox', { name: level, exact: true }).click()
    }
    // The last is the first again: it is asked once.
    for (const text of ['Be brief.', 'Be long.', '', 'Be brief.']) {
      await dialog(page).getByRole('button', { name: 'Add a system prompt' }).click()
      await expect(
        dialog(page).getByRole('textbox', { name: 'System prompt' }).last(),
      ).toBeFocused()
      await page.keyboard.type(text)
    }
    await expect(dialog(page).getByText('The same as A: it is asked once.')).toBeVisible()
    const repeats = dialog(page).getByRole('textbox', { name: 'Answers of each' })
    await repeats.fill('')
    await repeats.press('Tab')
    await expect(dialog(page).getByText('How many answers of each?')).toBeVisible()
    await repeats.fill('5')
    await expect(dialog(page).getByText('6 combinations × 5 = 30 runs')).toBeVisible()
    await expect(dialog(page).getByText(/^\S+ to \$\d+\.\d\d, an estimate$/)).toBeVisible()
    const cap = dialog(page).getByRole('textbox', { name: 'Cap in US dollars' })
    await expect(cap).not.toHaveValue('')
    await cap.fill('abc')
    await cap.press('Tab')
    await expect(cap).toHaveValue('abc')
    await expect(dialog(page).getByText('Only an amount in US dollars, 0 to 100,000')).toBeVisible()
    await expect(act(page, 'Start')).toBeDisabled()
    await cap.fill('0.4')
    await act(page, 'Start').click()
    await expect(status(page)).toHaveText('Running')
  })

  await test.step('Paused, it begins nothing more; resumed, it goes on; the bar tells of it, and the focus stays', async () => {
    await expect.poll(() => ended(page)).toBeGreaterThan(2)
    await act(page, 'Pause').press('Enter')
    await expect(status(page)).toHaveText('Paused')
    await expect(act(page, 'Resume')).toBeFocused()
    await expect(dialog(page).getByText('under way')).toHaveCount(0)
    const before = await ended(page)
    expect(asksOf(upstream)).toHaveLength(before + 2)
    await page.keyboard.press('Escape')
    const bar = page.getByRole('button', { name: 'Repeats and sweeps' })
    await expect(bar).toHaveAccessibleName(`Repeats and sweeps: paused, ${before} of 30`)
    await bar.click()
    await act(page, 'Resume').press('Enter')
    await expect(status(page)).toHaveText('Running')
    await expect(act(page, 'Pause')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(bar).toHaveAccessibleName(/^Repeats and sweeps: running, \d+ of 30$/)
    await bar.click()
    await expect(dialog(page).getByText('under way')).toBeVisible()
  })

  await test.step('After kill -9 it waits until somebody resumes it, in the page that stayed open', async () => {
    await parley.kill()
    await start({ ...options, env: { ...options.env, PORT: String(parley.port) } })
    await expect(status(page)).toHaveText('Paused: the server was restarted')
    await act(page, 'Resume').click()
  })

  await test.step('At the cap it pauses, and with another cap it comes to its end, with one that failed', async () => {
    await expect(status(page)).toHaveText('Paused: the next answer could go past the cap')
    expect(await ended(page)).toBeLessThan(30)
    await expect(rowsOf(page).last()).toContainText('Told once it is over')
    const cap = dialog(page).getByRole('textbox', { name: 'Cap in US dollars' })
    await cap.fill('0.3')
    await expect(dialog(page).getByText('More than $0.40')).toBeVisible()
    await expect(act(page, 'Resume')).toBeDisabled()
    await cap.fill('9')
    upstream.enqueue(failure(400, 'invalid_request_error'))
    await act(page, 'Resume').click()
    await expect(status(page)).toHaveText('Done')
    await expect(dialog(page).getByText('29 of 30 done')).toBeVisible()
    await expect(dialog(page).getByRole('region', { name: 'What went wrong' })).toBeVisible()
  })

  await test.step('What failed is run again, once however often that is pressed, and is kept', async () => {
    const before = asksOf(upstream).length
    const again = act(page, 'Run the failed ones again')
    await again.scrollIntoViewIfNeeded()
    const { x, y, width, height } = (await again.boundingBox()) ?? fail()
    await page.mouse.click(x + width - 20, y + height / 2)
    // The second click of a slow hand meets what stands there by then.
    await expect(act(page, 'Stop')).toBeVisible()
    await page.mouse.down({ clickCount: 2 })
    await page.mouse.up({ clickCount: 2 })
    await expect(dialog(page).getByText('30 of 30 done')).toBeVisible()
    await expect(status(page)).toHaveText('Done')
    await expect(act(page, 'Run the failed ones again')).toHaveCount(0)
    expect(asksOf(upstream)).toHaveLength(before + 1)
    const past = dialog(page).getByRole('region', { name: 'Failed before they were run again' })
    await expect(past.getByRole('link', { name: 'Open the run' })).toBeVisible()
    await expect(rowsOf(page)).toHaveCount(8)
    await expect(rowsOf(page).nth(1)).toContainText('5 of 5')
    await expect(rowsOf(page).nth(1)).toContainText('too few runs')
    await expect(rowsOf(page).last()).toContainText('Not enough runs to tell')
    const cost = dialog(page).getByRole('table', { name: 'Cost against time' })
    await expect(cost.getByRole('row')).toHaveCount(7)
    await expectNoBarrier(page, '[role="dialog"]')
  })

  await test.step('The name of a variant leads to its answers', async () => {
    await dialog(page).getByRole('link', { name: 'Sonnet 5.5, system A' }).click()
    await expect(page).toHaveURL(/\/c\//)
    // Those that the kill has cut are there too.
    await expect(page.getByText(/^1\/[5-9]$/)).toBeVisible()
  })
})

function fail(): never {
  throw new Error('It is not there.')
}
