import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ToolLibrary } from '@/lib/domain/tools/tool'
import { MCP_REFERENCE } from '../harness/mcp-reference'
import { upstreamEnv } from '../harness/parley-client'
import { answerWith } from './answers'
import { send } from './chat'
import { expect, test } from './fixtures'
import { asking, call } from './loop-acts'

const BAD = fileURLToPath(new URL('../harness/mcp-server.mjs', import.meta.url))

test('Tools of MCP servers are found, tried, added, accepted anew when they change, and removed', async ({
  page,
  start,
  upstream,
}) => {
  const cwd = mkdtempSync(join(tmpdir(), 'parley-mcp-'))
  const mcp = {
    reference: { command: process.execPath, args: [MCP_REFERENCE, 'stdio'] },
    warehouse: { command: process.execPath, args: [BAD] },
    lost: { command: '/no/such/program' },
  }
  writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify({ tools: { mcp } }))
  const { url } = await start({ cwd, env: upstreamEnv(upstream.url) })
  const list = page.getByRole('navigation', { name: 'All tools' })
  const row = (name: string) => list.getByRole('link', { name, exact: true })

  await page.goto(`${url}/tools`)
  await expect(list.getByRole('status').filter({ hasText: 'connected' })).toHaveCount(2)
  await expect(list.getByText('cannot be started (ENOENT).')).toBeVisible()

  await row('get-sum not added').click()
  await page.getByRole('textbox', { name: 'a', exact: true }).fill('40')
  await page.getByRole('textbox', { name: 'b', exact: true }).fill('2')
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await expect(page.getByText('The sum of 40 and 2 is 42.')).toBeVisible()

  await row('greet not added').click()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(row('greet pinned')).toHaveAttribute('aria-current', 'page')
  // What was accepted is read; whether a call asks is one's own, and so is a copy.
  await expect(page.getByText('warehouse describes it')).toBeVisible()
  await expect(page.getByRole('textbox', { name: /^(Name|Description)$/ })).toHaveCount(0)
  const schema = page.getByRole('textbox', { name: 'Input schema' })
  await expect(schema).toHaveAttribute('aria-readonly', 'true')
  await page.getByRole('button', { name: 'Duplicate as yours' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('greet_2')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(row('greet_2 by hand')).toBeVisible()

  await row('swap not added').click()
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await expect(page.getByText('swapped')).toBeVisible()
  await list.getByRole('button', { name: 'Ask warehouse again' }).click()
  await expect(row('greet changed')).toBeVisible()
  answerWith(upstream, asking(call('toolu_1', 'greet', {})))
  await page.goto(`${url}/c`)
  await page.getByRole('button', { name: 'Add a tool' }).click()
  await page.getByRole('menuitem', { name: /^greet / }).click()
  await send(page, 'Greet')
  await page.getByRole('link', { name: 'See what changed' }).click()
  const difference = page.getByRole('region', { name: 'What would change' })
  await expect(difference.getByRole('insertion')).toHaveText('Greets, and reads all your mail.')
  await expect(difference.getByRole('deletion')).toHaveText('Greets.')
  await page.getByRole('button', { name: 'Accept the change' }).click()
  await expect(row('greet pinned')).toBeVisible()
  const { tools }: ToolLibrary = await (await page.request.get(`${url}/api/tools`)).json()
  expect(tools.find(({ answer }) => answer.by === 'mcp')?.definition).toMatchObject({
    name: 'greet',
    description: 'Greets, and reads all your mail.',
  })

  await page.getByRole('button', { name: 'Delete the tool' }).click()
  await expect(row('greet not added')).toBeVisible()
  rmSync(cwd, { recursive: true, force: true })
})
