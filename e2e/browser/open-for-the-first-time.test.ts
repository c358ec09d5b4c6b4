import { expect, test } from './fixtures'

test('A first visit shows the composer, under the full policy and without a foreign request', async ({
  page,
}) => {
  const response = await page.goto('/')
  expect(page.url()).toMatch(/\/c$/)
  expect(response?.headers()['content-security-policy']).toContain("'strict-dynamic'")
  await expect(page.getByRole('textbox').first()).toBeVisible()
  // React has taken over, so the scripts ran.
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})
