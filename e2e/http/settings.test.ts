import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Settings, StorageSize } from '@/lib/domain/settings'
import { startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { storedRuns } from '../harness/stored-runs'

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

test('What is kept and how OpenAI clients are translated outlive the server, and what is out of bounds is refused by its path', async () => {
  const first = await startParley({ dataDir })
  const usual = await settingsOf(first)
  for (const [body, path] of [
    [{ keeping: { bodiesMaxDays: 0, copies: false } }, 'keeping.bodiesMaxDays'],
    [{ keeping: { copiesMaxMb: 1_000_001 } }, 'keeping.copiesMaxMb'],
    [{ keeping: { bodies: 'no' } }, 'keeping.bodies'],
    [{ openai: { maxTokens: 1.5, responseFormat: true } }, 'openai.maxTokens'],
    [{ openai: { effort: true } }, 'effort'],
  ] as const) {
    const wrong = await patch(first, body)
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining(path)])
  }
  const { keeping, openai } = await settingsOf(first)
  expect({ keeping, openai }).toEqual({ keeping: usual.keeping, openai: usual.openai })
  await patch(first, { keeping: { bodiesMaxDays: 7, copies: false } })
  await patch(first, { keeping: { bodiesMaxMb: 12 }, openai: { reasoningEffort: true } })
  await patch(first, { openai: { maxTokens: 99 } })
  await first.stop()

  const second = await startParley({ dataDir })
  expect(await settingsOf(second)).toMatchObject({
    keeping: { ...usual.keeping, bodiesMaxDays: 7, copies: false, bodiesMaxMb: 12 },
    openai: { ...usual.openai, reasoningEffort: true, maxTokens: 99 },
  })
  await second.stop()
})

test('Bodies that are switched off are forgotten, a gateway call’s answer too, and new calls leave their row alone', async () => {
  const upstream = await startFakeUpstream()
  const server = await startParley({ env: upstreamEnv(upstream.url) })
  const used = async (path = '') => {
    const { json } = await sendJson(`${server.url}/api/storage${path}`)
    return json as StorageSize & { bytes: number }
  }
  const call = async (model: string) => {
    const messages = [{ role: 'user', content: 'Hi' }]
    const body = JSON.stringify({ model, max_tokens: 9, messages })
    const headers = { 'x-api-key': server.gatewayKey, 'anthropic-version': '2023-06-01' }
    expect((await sendJson(`${server.url}/v1/messages`, { body, headers })).status).toBe(200)
  }
  const row = (model: string) => storedRuns(server.dataDir).find((one) => one.model === model)
  const size = async () => (await used()).bodies

  await call('before')
  await expect.poll(() => row('before')?.status).toBe('complete')
  expect(row('before')).toMatchObject({ request_body: expect.any(String) })
  expect(row('before')?.message).not.toBeNull()
  expect(await size()).toBe(row('before')?.body_bytes)
  expect(await size()).toBeGreaterThan(0)
  expect(await used('/aged?days=1')).toEqual({ bytes: 0 })

  expect((await patch(server, { keeping: { bodies: false } })).status).toBe(200)
  const bare = { status: 'complete', request_body: null, message: null, body_bytes: null }
  expect(row('before')).toMatchObject({ ...bare, http_status: 200 })
  await call('after')
  await expect.poll(() => row('after')?.status).toBe('complete')
  expect(row('after')).toMatchObject({ ...bare, http_status: 200 })
  expect(row('after')?.output_tokens).toBeGreaterThan(0)
  expect(await size()).toBe(0)

  await patch(server, { keeping: { bodies: true } })
  await call('again')
  await expect.poll(() => row('again')?.message ?? null).not.toBeNull()
  await server.stop()
  await upstream.close()
})

test('The response cache tells how much it holds, and clears', async () => {
  const server = await startParley()
  const url = `${server.url}/api/kept-answers`
  const held = async () => (await sendJson(url)).json
  expect(await held()).toEqual({ answers: 0, bytes: 0 })
  const messages = [{ role: 'user', content: 'Hi' }]
  await sendJson(`${server.url}/v1/messages`, {
    body: JSON.stringify({ model: 'claude-opus-5-5', max_tokens: 9, messages }),
    headers: {
      'x-api-key': server.gatewayKey,
      'anthropic-version': '2023-06-01',
      'x-parley-cache': '300',
    },
  })
  await expect.poll(held).toEqual({ answers: 1, bytes: expect.any(Number) })
  const cleared = await fetch(url, { method: 'DELETE', headers: { origin: server.url } })
  expect(cleared.status).toBe(204)
  expect(await held()).toEqual({ answers: 0, bytes: 0 })
  await server.stop()
})
