import type { ParleyServer } from '../harness/server'
import { answers, ask, lastText, send } from './chat'
import { test as base, expect } from './fixtures'

// The fault lab is the server's: a server of its own, with the sandbox alone.
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ share }, use) => use(await share()),
  baseURL: ({ own }, use) => use(own.url),
})

test('A fault set in Settings strikes a message and its next attempt gets through; one without retries fails it; switched off, nothing fails', async ({
  page,
}) => {
  await page.goto('/settings#sandbox')
  const form = page.getByRole('form', { name: 'Fault lab' })
  await form.getByLabel('Times per request').fill('1')
  await form.getByRole('button', { name: 'Add' }).click()
  const note = page.getByRole('status').filter({ hasText: 'Faults are on' })
  await expect(note).toContainText('Answers 529 in the first call of each request')
  await ask(page, 'Will this come through?')
  await expect(answers(page).last()).toContainText('Busy')
  await expect(answers(page).last()).toContainText('answered on attempt 2 of 4')
  await expect(lastText(page)).toContainText('Will this come through?')

  await page.goto('/settings#sandbox')
  await form.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: '500' }).click()
  await form.getByRole('switch', { name: 'Say not to retry' }).click()
  await form.getByRole('button', { name: 'Replace' }).click()
  await expect(note).toContainText('Answers 500, and says not to retry')
  await ask(page, 'Will this?')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('500')

  await page.goto('/settings#sandbox')
  await page.getByRole('button', { name: 'Switch all off' }).click()
  await expect(note).toBeHidden()
  await expect(form.getByRole('button', { name: 'Add' })).toBeFocused()
  await page.goBack()
  await send(page, 'And this?')
  await expect(lastText(page)).toContainText('And this?')
  await expect(answers(page).last()).toContainText('End of turn')
})

test('Unknown fields pass once Settings says so', async ({ own, page }) => {
  const post = async () => {
    const answer = await fetch(`${own.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': own.gatewayKey, 'anthropic-version': '2023-06-01' },
      body: JSON.stringify({
        model: 'claude-opus-5-5',
        max_tokens: 200,
        messages: [{ role: 'user', content: 'Hi' }],
        no_such_field: 1,
      }),
    })
    return answer.status
  }
  await page.goto('/settings#sandbox')
  expect(await post()).toBe(400)
  await page.getByRole('switch', { name: 'Refuse unknown fields' }).click()
  await expect.poll(post).toBe(200)
})

test('The lab needs no mouse, names a number that is not allowed, and takes faults away one by one', async ({
  page,
}) => {
  await page.goto('/settings#sandbox')
  const form = page.getByRole('form', { name: 'Fault lab' })
  await form.getByRole('combobox', { name: 'Fault' }).press('Enter')
  await page.getByRole('option', { name: 'Silence' }).press('Enter')
  const after = form.getByLabel('After tokens')
  await after.fill('many')
  await after.press('Enter')
  await expect(form.getByRole('alert')).toHaveText('A whole number from 0 to 200,000.')
  await expect(after).toBeFocused()
  await after.fill('7')
  await form.getByLabel('Seconds').fill('3')
  await after.press('Enter')
  const note = page.getByRole('status').filter({ hasText: 'Faults are on' })
  await expect(note.getByRole('listitem')).toHaveText([
    'Falls silent after 7 tokens for 3 sstall after=7 seconds=3',
  ])
  await form.getByRole('combobox', { name: 'Fault' }).press('Enter')
  await page.getByRole('option', { name: 'Cut connection' }).press('Enter')
  await form.getByRole('switch', { name: 'Inside a frame' }).press('Space')
  await form.getByRole('button', { name: 'Add' }).press('Enter')
  await expect(note.getByRole('listitem')).toHaveCount(2)
  // They outlive the page, and each has its own way out.
  await page.reload()
  await page.getByRole('button', { name: /^Switch off: Falls silent/ }).press('Enter')
  await expect(note.getByRole('listitem')).toHaveText([
    'Ends the connection inside a frame after 20 tokenscut after=20 inside',
  ])
})
