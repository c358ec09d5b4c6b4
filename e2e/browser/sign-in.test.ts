import type { Page } from '@playwright/test'
import { box, holdBack, lastText, send, sendButton, write } from './chat'
import { expect, test } from './fixtures'

const PASSWORD = 'correct horse battery staple'

// Wrong passwords and strangers are answered 401.
test.use({ parleyEnv: { PARLEY_PASSWORD: PASSWORD }, hasKey: false, tolerated: /401/ })

const password = (page: Page) => page.getByLabel('Password')
const submit = (page: Page) => page.getByRole('button', { name: 'Sign in' })

test('A stranger is led to the sign-in page, a wrong password says so, the right one leads on', async ({
  page,
}) => {
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings$/)
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible()
  await password(page).fill('wrong')
  await submit(page).click()
  await expect(page.getByText('This password is not right.')).toBeVisible()
  await expect(password(page)).toHaveValue('wrong')
  await password(page).fill(PASSWORD)
  await password(page).press('Enter')
  await expect(page).toHaveURL(/\/settings$/)
  await expect(page.getByRole('heading', { name: 'Upstreams' })).toBeVisible()
})

test('A password that is there before the page’s code runs is taken, and never gets into the address', async ({
  page,
}) => {
  const release = await holdBack(page, { url: '**/_next/static/**/*.js' })
  await page.goto('/', { waitUntil: 'commit' })
  await password(page).fill(PASSWORD)
  await expect(submit(page)).toBeDisabled()
  await password(page).press('Enter')
  release()
  await submit(page).click()
  await expect(page).toHaveURL(/\/c$/)
})

test('Signed in, everything works over reloads until somebody signs out; then nothing does', async ({
  page,
}) => {
  await page.goto('/')
  await password(page).fill(PASSWORD)
  await submit(page).click()
  await send(page, 'A private question')
  await expect(lastText(page)).toBeVisible()
  const url = page.url()
  await page.reload()
  await expect(lastText(page)).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto(url)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await expect(box(page)).toBeHidden()
})

test('Without a session no page and no call gives anything private away', async ({
  browser,
  page,
  parley,
}) => {
  await page.goto('/')
  await password(page).fill(PASSWORD)
  await submit(page).click()
  await send(page, 'The secret is xyzzy')
  await expect(lastText(page)).toBeVisible()
  const [id = ''] = /[0-9a-f-]{36}$/.exec(page.url()) ?? []
  const stranger = await browser.newContext({ baseURL: parley.url })
  const calls = [
    '/api/conversations',
    `/api/conversations/${id}`,
    '/api/settings',
    '/api/models?upstream=sandbox',
    '/api/live',
  ]
  for (const path of calls) {
    const answer = await stranger.request.get(path)
    expect([path, answer.status()]).toEqual([path, 401])
    expect(await answer.text()).not.toContain('xyzzy')
  }
  for (const path of ['/c', `/c/${id}`, '/settings']) {
    const answer = await stranger.request.get(path)
    expect(new URL(answer.url()).pathname).toBe('/sign-in')
    expect(await answer.text()).not.toContain('xyzzy')
  }
  await stranger.close()
})

test('A session that ends while a page is open leads to the sign-in page and back', async ({
  context,
  page,
}) => {
  await page.goto('/')
  await password(page).fill(PASSWORD)
  await submit(page).click()
  await write(page, 'Too late')
  await context.clearCookies()
  await sendButton(page).click()
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await password(page).fill(PASSWORD)
  await submit(page).click()
  await expect(box(page)).toHaveValue('Too late')
})
