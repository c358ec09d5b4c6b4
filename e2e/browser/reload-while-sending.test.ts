import { asksOf } from './answers'
import { box, lastText, questions, sendButton, write } from './chat'
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
  const arrived = new Promise<void>((resolve) => {
    void page.route(
      '**/api/runs',
      async (route) => {
        await route.fetch()
        resolve()
      },
      { times: 1 },
    )
  })
  await box(page).press('Enter')
  await arrived
  await page.reload()
  await expect(lastText(page)).toHaveText('Only once')
  await expect(questions(page)).toHaveCount(1)
  await expect(box(page)).toHaveValue('')
  expect(asksOf(upstream)).toHaveLength(1)
})
