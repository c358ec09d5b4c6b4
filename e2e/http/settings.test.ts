import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Settings } from '@/lib/domain/settings'
import { type ParleyServer, startParley } from '../harness/server'

const dataDir = mkdtempSync(join(tmpdir(), 'parley-settings-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const PRICE = { asOf: '2026-11-01', input: 3, output: 15, cacheRead: 0.3 }

async function patch({ url }: ParleyServer, body: unknown) {
  const answer = await fetch(`${url}/api/settings`, {
    method: 'PATCH',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, text: await answer.text() }
}

async function settingsOf({ url }: ParleyServer): Promise<Settings> {
  const answer = await fetch(`${url}/api/settings`)
  return await answer.json()
}

async function prices(server: ParleyServer): Promise<Settings['prices']> {
  return (await settingsOf(server)).prices
}

test('A price outlives the server, each change touches what it names, and a wrong one is refused by its path', async () => {
  const first = await startParley({ dataDir })
  expect(await prices(first)).toEqual({})
  await patch(first, { prices: { mine: PRICE, yours: PRICE } })
  const wrong = await patch(first, { prices: { mine: { ...PRICE, input: -1 } } })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('prices.mine.input')
  await patch(first, { prices: { yours: null } })
  await first.stop()

  const second = await startParley({ dataDir })
  expect(await prices(second)).toEqual({ mine: PRICE })
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`model-${i}`, PRICE]))
  const tooMany = await patch(second, { prices: many })
  expect([tooMany.status, tooMany.text]).toEqual([400, expect.stringContaining('At most 500')])
  expect(await prices(second)).toEqual({ mine: PRICE })
  await second.stop()
})

test('Settings that several tabs change at once are all kept, and a patch that is refused changes nothing', async () => {
  const server = await startParley()
  const models = Array.from({ length: 12 }, (_, i) => `model-${i}`)
  const changes = [
    ...models.map((model) => ({ prices: { [model]: PRICE } })),
    ...models.map((model) => ({ favouriteModels: { [model]: true } })),
    { preferences: { textSize: '120' } },
    { preferences: { sendKey: 'mod-enter' } },
    { preferences: { motion: 'reduced' } },
  ]
  const answers = await Promise.all(changes.map((change) => patch(server, change)))
  expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200))
  expect(Object.keys(await prices(server)).sort()).toEqual(models.sort())
  await patch(server, { favouriteModels: { 'model-0': false, 'model-1': true } })
  const { favouriteModels } = await settingsOf(server)
  expect(favouriteModels.sort()).toEqual(models.filter((model) => model !== 'model-0'))

  const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`other-${i}`, PRICE]))
  expect((await patch(server, { locale: 'zh', prices: many })).status).toBe(400)
  expect(await settingsOf(server)).toMatchObject({
    locale: null,
    preferences: { textSize: '120', sendKey: 'mod-enter', motion: 'reduced' },
  })
  await server.stop()
})

test('How the sandbox behaves outlives the server; faults that cannot be read are refused by name, and nothing is stored', async () => {
  const first = await startParley({ dataDir })
  const usual = { tier: 'tier4', isStrict: true, faults: '' }
  expect((await settingsOf(first)).sandbox).toEqual(usual)
  const wrong = await patch(first, { sandbox: { tier: 'tiny', faults: 'error=529; flood' } })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('sandbox.faults: there is no directive named flood')
  expect((await settingsOf(first)).sandbox).toEqual(usual)
  await patch(first, { sandbox: { tier: 'tiny' } })
  await patch(first, { sandbox: { faults: 'error=529 times=1' } })
  const ask = async ({ url, gatewayKey }: ParleyServer) => {
    const answer = await fetch(`${url}/v1/models`, {
      headers: { 'x-api-key': gatewayKey, 'anthropic-version': '2023-06-01' },
    })
    return answer.status
  }
  expect([await ask(first), await ask(first)]).toEqual([529, 200])
  await first.stop()

  const second = await startParley({ dataDir })
  const kept = { tier: 'tiny', isStrict: true, faults: 'error=529 times=1' }
  expect((await settingsOf(second)).sandbox).toEqual(kept)
  expect(await ask(second)).toBe(529)
  // The screens’ own list of models is spared.
  expect((await fetch(`${second.url}/api/models?upstream=sandbox`)).status).toBe(200)
  await second.stop()
})
