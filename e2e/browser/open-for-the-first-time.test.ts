import { answers, ask, box, lastText, questions } from './chat'
import { expect, test } from './fixtures'

test.use({ hasKey: false })

test('A first visit shows the composer, under the full policy and without a foreign request', async ({
  page,
}) => {
  const response = await page.goto('/')
  expect(page.url()).toMatch(/\/c$/)
  expect(response?.headers()['content-security-policy']).toContain("'strict-dynamic'")
  await expect(box(page)).toBeFocused()
  // React has taken over, so the scripts ran.
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('Without a key a new conversation runs on the sandbox, and says so', async ({ page }) => {
  await page.goto('/')
  const sidebar = page.getByRole('complementary', { name: 'Sidebar' })
  await expect(sidebar.getByText('On the sandbox')).toBeVisible()
  await expect(sidebar.getByText('No key, no cost.')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Upstream' })).toHaveText('Sandbox')
  await expect(page.getByText('Imitated here, answers by rule, free')).toBeVisible()
})

test('A first turn on the sandbox gets its answer, its figures and a place in the sidebar', async ({
  page,
}) => {
  await ask(page, 'Who answers here? [[tokens=60]]')
  await expect(questions(page)).toHaveText(/Who answers here\?/)
  const answer = answers(page).last()
  await expect(lastText(page)).toHaveText(/\S+ \S+/)
  await expect(answer).toContainText('End of turn')
  await expect(answer).toContainText(/[1-9]\d* in/)
  await expect(answer).toContainText(/[1-9]\d* out/)
  await expect(answer).toContainText(/first token/)
  await expect(answer).toContainText(/tokens\/s/)
  await expect(answer.getByRole('button', { name: /^Copy the model id claude-/ })).toBeVisible()
  await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Who answers here?')
})

test('An example of the first screen fills the box and sends nothing by itself', async ({
  page,
}) => {
  await page.goto('/c')
  await page.getByRole('button', { name: /Show every kind of Markdown/ }).click()
  await expect(box(page)).toHaveValue(/\[\[gallery\]\]/)
  await expect(box(page)).toBeFocused()
  await expect(page).toHaveURL(/\/c$/)
  await box(page).press('Enter')
  await expect(lastText(page).getByRole('table').first()).toBeVisible()
})
