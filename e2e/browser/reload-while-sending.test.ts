import type { Route } from '@playwright/test'
import { asksOf, bodyOf } from './answers'
import { ask, box, holdBack, lastText, questions, sendButton, write } from './chat'
import { expect, test } from './fixtures'

// The address of a conversation that never began answers 404.
test.use({ tolerated: /404/ })

test('A turn that never reached the server is in the box again after a reload', async ({
  page,
  upstream,
}) => {
  await page.route('**/api/runs', () => {}, { times: 1 }) // Never answered.
  await page.goto('/c')
  await write(page, 'Do not lose me')
  const sent = page.waitForRequest('**/api/runs')
  await box(page).press('Enter')
  await sent
  await page.reload()
  await expect(box(page)).toHaveValue('Do not lose me')
  expect(asksOf(upstream)).toHaveLength(0)
  await sendButton(page).click()
  await expect(lastText(page)).toHaveText('Do not lose me')
  expect(asksOf(upstream)).toHaveLength(1)
})

test('A turn whose acknowledgement got lost is in the thread after a reload, and not in the box', async ({
  page,
  upstream,
}) => {
  await page.goto('/c')
  await write(page, 'Only once')
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const loseAnswer = async (route: Route) => {
    await route.fetch()
    arrive()
  }
  await page.route('**/api/runs', loseAnswer, { times: 1 })
  await box(page).press('Enter')
  await arrived
  await page.reload()
  await expect(lastText(page)).toHaveText('Only once')
  await expect(questions(page)).toHaveCount(1)
  await expect(box(page)).toHaveValue('')
  expect(asksOf(upstream)).toHaveLength(1)
})

test('A turn that is sent before its conversation has come waits for it, and goes on from its end', async ({
  page,
  upstream,
}) => {
  await ask(page, 'First')
  await expect(lastText(page)).toHaveText('First')
  await page.getByRole('textbox', { name: 'max_tokens' }).fill('100')
  await page.keyboard.press('Enter')
  const release = await holdBack(page, { url: '**/api/conversations/*' })
  await page.reload()
  await box(page).fill('Second')
  await box(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Sending' })).toBeVisible()
  expect(asksOf(upstream)).toHaveLength(1)
  release()
  await expect(lastText(page)).toHaveText('Second')
  await expect(questions(page)).toHaveCount(2)
  expect(bodyOf(asksOf(upstream)[1]).messages).toHaveLength(3)
})
