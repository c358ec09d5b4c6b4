import { upstreamEnv } from '../harness/parley-client'
import type { ParleyServer } from '../harness/server'
import { test as base, expect } from './fixtures'

/** The choice is the server's: the test changes that of a server of its own. */
const test = base.extend<{ own: ParleyServer }>({
  own: async ({ start, upstream }, use) => use(await start({ env: upstreamEnv(upstream.url) })),
  baseURL: ({ own }, use) => use(own.url),
})

test('Without a choice the rule decides and says what it came to; a choice can be made and given up', async ({
  page,
}) => {
  await page.goto('/settings')
  const row = (text: string) => page.getByRole('listitem').filter({ hasText: text })
  const automatic = row('The Claude API once it has a key, else the sandbox')
  const sandbox = row('Built in, stays on this machine')
  const isDefault = (of: typeof automatic) => of.getByText('default', { exact: true })
  await expect(isDefault(automatic)).toBeVisible()
  await expect(automatic).toContainText('Now: Claude API')
  await expect(isDefault(sandbox)).toBeHidden()

  await sandbox.getByRole('button', { name: 'Make default' }).click()
  await expect(isDefault(sandbox)).toBeVisible()
  await expect(isDefault(automatic)).toBeHidden()
  await page.reload()
  await expect(isDefault(sandbox)).toBeVisible()

  await automatic.getByRole('button', { name: 'Make default' }).click()
  await expect(isDefault(automatic)).toBeVisible()
  await expect(automatic).toContainText('Now: Claude API')
  await page.reload()
  await expect(isDefault(automatic)).toBeVisible()
})
