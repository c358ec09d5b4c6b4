import { upstreamEnv } from '../harness/parley-client'
import type { ParleyServer } from '../harness/server'
import { answers, ask, lastText, send } from './chat'
import { test as base, expect } from './fixtures'

/** Prices are the server's: the tests change those of a server of their own. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ share, upstream }, use) => use(await share({ env: upstreamEnv(upstream.url) })),
  baseURL: ({ own }, use) => use(own.url),
})

test('A price of one’s own is checked, kept at the server, counts under the answers, and can be taken back', async ({
  page,
}) => {
  await ask(page, 'What does this cost?')
  await expect(lastText(page)).toHaveText('What does this cost?')
  const conversation = page.url()
  // 10 tokens in and 4 out at $2 and $10 per million.
  await expect(answers(page)).toContainText('<$0.0001')
  const total = page.getByRole('button', { name: /^14 tokens, <\$0\.01/ })
  await expect(total).toBeVisible()

  // The way from a cost to the table.
  await page.getByRole('button', { name: '<$0.0001, how it is computed' }).click()
  await page.getByRole('link', { name: 'Price table' }).click()
  await page.getByRole('button', { name: 'Edit the price of Sonnet 5.5' }).click()
  const form = page.getByRole('form', { name: /Sonnet 5.5/ })
  await expect(form.getByLabel('Input')).toBeFocused()
  await form.getByLabel('Input').fill('a lot')
  await form.getByLabel('Input').press('Enter')
  await expect(form.getByRole('alert')).toHaveText('A number from 0 to 10,000, such as 0.25.')
  await form.getByLabel('Input').fill('1000')
  await form.getByLabel('Output').fill('2500')
  await form.getByLabel('Output').press('Enter')
  await expect(form).toBeHidden()
  await expect(page.getByRole('button', { name: 'Edit the price of Sonnet 5.5' })).toBeFocused()

  await page.goto(conversation)
  await expect(answers(page)).toContainText('$0.0200')
  await page.getByRole('button', { name: '$0.0200, how it is computed' }).click()
  const detail = page.getByRole('dialog', { name: 'Estimated cost' })
  await expect(detail.getByRole('row', { name: 'Out' })).toHaveText('Out4× $2,500$0.0100')
  await expect(detail).toContainText('Your prices of')

  await page.goto('/settings#prices')
  await page.getByRole('button', { name: 'Reset Sonnet 5.5 to the built-in price' }).click()
  await expect(page.getByRole('button', { name: /^Reset Sonnet/ })).toBeHidden()
  await page.goto(conversation)
  await expect(answers(page)).toContainText('<$0.0001')
})

test('A model that the table does not know gets a price, and loses it again', async ({ page }) => {
  await page.goto('/settings#prices')
  await page.getByRole('button', { name: 'Add a price' }).click()
  const form = page.getByRole('form', { name: 'A price for another model' })
  await form.getByLabel('Model id').fill('claude-opus-5-5')
  await form.getByLabel('Input').fill('3')
  await form.getByLabel('Output').fill('15')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('alert')).toHaveText(/has a row already/)
  await form.getByLabel('Model id').fill('a-model-of-mine')
  // The Enter of an input method, as Safari sends it, would submit a form that does not stop it.
  const goesOn = (keyCode: number) =>
    form.getByLabel('Model id').evaluate((field, code) => {
      const init = { key: 'Enter', keyCode: code, bubbles: true, cancelable: true }
      return field.dispatchEvent(new KeyboardEvent('keydown', init))
    }, keyCode)
  expect([await goesOn(229), await goesOn(13)]).toEqual([false, true])
  await form.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'a-model-of-mine' })
  await expect(row).toContainText('Cache read $0.30')
  await page.reload()
  await row.getByRole('button', { name: 'Remove the price of a-model-of-mine' }).click()
  await expect(row).toBeHidden()
})

test('The sandbox costs nothing, says what the API would take, and is in no total', async ({
  page,
  start,
}) => {
  const sandbox = await start()
  await page.goto(`${sandbox.url}/c`)
  await send(page, 'What does this cost? [[tokens=400]]')
  await page.getByRole('button', { name: '$0 sandbox, how it is computed' }).click()
  await expect(page.getByRole('dialog')).toContainText(
    /On the API this would cost about \$0\.0\d{3}\./,
  )
  await expect(page.getByRole('button', { name: /^\d+ tokens, sandbox,/ })).toBeVisible()
})
