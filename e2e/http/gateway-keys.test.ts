import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CreatedGatewayKey, GatewayKeyList } from '@/lib/domain/gateway-keys'
import { sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'

let dir: string
let parley: ParleyServer
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-gateway-keys-'))
  parley = await start()
})
afterAll(async () => {
  await parley.stop()
  rmSync(dir, { recursive: true, force: true })
})

const start = () => startParley({ dataDir: dir, env: { LOG_LEVEL: 'debug' } })

function api(method: string, path: string, body?: unknown) {
  return sendJson(`${parley.url}/api/gateway-keys${path}`, {
    method,
    headers: { origin: parley.url, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function create(terms: object = {}): Promise<CreatedGatewayKey> {
  const { status, json } = await api('POST', '', { name: 'CI', ...terms })
  expect(status).toBe(201)
  return json as CreatedGatewayKey
}

async function list(): Promise<GatewayKeyList> {
  return (await api('GET', '')).json as GatewayKeyList
}

/** The cheapest call at the gateway. */
function call(headers: Record<string, string>) {
  return sendJson(`${parley.url}/v1/models/claude-opus-5-5`, {
    headers: { 'anthropic-version': '2023-06-01', ...headers },
  })
}

test('A created key opens the gateway at once, is shown only then, and is nowhere in the data or the log', async () => {
  const { id, key, list: known } = await create({ expiresAt: Date.now() + 60_000 })
  expect(known.keys.at(-1)).toMatchObject({ id, name: 'CI', hint: key.slice(-4), state: 'active' })
  for (const headers of [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }]) {
    expect((await call(headers)).status).toBe(200)
  }
  expect((await call({ 'x-api-key': parley.gatewayKey })).status).toBe(200)
  const shown = await list()
  expect(shown.keys.find((one) => one.id === id)?.lastUsedAt).toBeGreaterThan(0)
  expect(shown.first.lastUsedAt).toBeGreaterThan(0)
  const secret = key.slice('parley-'.length)
  expect(JSON.stringify(shown)).not.toContain(secret)
  // A restart has written all that is to be written.
  await parley.stop()
  for (const name of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue
    const path = join(name.parentPath, name.name)
    expect([path, readFileSync(path, 'latin1').includes(secret)]).toEqual([path, false])
  }
  expect(parley.stdout() + parley.stderr()).not.toContain(secret)
  parley = await start()
  expect((await call({ 'x-api-key': key })).status).toBe(200)
  expect((await list()).keys.find((one) => one.id === id)?.lastUsedAt).toBeGreaterThan(0)
})

test('A revoked key opens nothing from that moment on, can then be deleted, and no key opens the screens’ API', async () => {
  const { id, key } = await create()
  expect((await call({ 'x-api-key': key })).status).toBe(200)
  expect((await api('DELETE', `/${id}`)).status).toBe(409)
  expect((await api('PATCH', `/${id}`, { revoked: true })).status).toBe(200)
  const refused = await call({ 'x-api-key': key })
  expect(refused.status).toBe(401)
  expect(refused.json).toMatchObject({
    type: 'error',
    error: { type: 'authentication_error', message: 'The gateway key "CI" has been revoked.' },
  })
  expect((await api('PATCH', `/${id}`, { name: 'Again' })).status).toBe(409)
  expect((await api('DELETE', `/${id}`)).status).toBe(200)
  expect((await api('PATCH', `/${id}`, { name: 'Again' })).status).toBe(404)
  expect((await list()).keys.some((one) => one.id === id)).toBe(false)
})

test('Calls beyond the limit are refused with the time until the next one, which then passes', async () => {
  const { id, key } = await create({ requestsPerMinute: 60 })
  const answers = await Promise.all(Array.from({ length: 75 }, () => call({ 'x-api-key': key })))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(60)
  expect(refused[0]?.headers['retry-after']).toBe('1')
  expect(refused[0]?.json).toMatchObject({
    error: {
      type: 'rate_limit_error',
      message: expect.stringMatching(/"CI" allows 60 requests per minute.*free in 1 s, at 20/),
    },
  })
  await sleep(1000)
  expect((await call({ 'x-api-key': key })).status).toBe(200)
  // Nobody else is held up meanwhile.
  expect((await call({ 'x-api-key': parley.gatewayKey })).status).toBe(200)
  await api('PATCH', `/${id}`, { requestsPerMinute: null })
  expect((await call({ 'x-api-key': key })).status).toBe(200)
})

test('A change touches what it names, and what makes no sense is refused by its path', async () => {
  const terms = {
    upstreams: ['sandbox'],
    models: ['claude-*'],
    requestsPerMinute: 5,
    tokensPerDay: 1000,
    retry: true,
    fallback: [{ upstream: null, model: 'claude-haiku-5-5' }],
    cacheTtlSeconds: 60,
  }
  const { id } = await create(terms)
  const view = async () => (await list()).keys.find((one) => one.id === id)
  await api('PATCH', `/${id}`, { name: ' Nightly ', requestsPerMinute: null })
  expect(await view()).toMatchObject({ ...terms, name: 'Nightly', requestsPerMinute: null })
  const wrong: [object, string][] = [
    [{ name: '' }, 'name: '],
    [{ expiresAt: 1 }, 'expiresAt: must lie in the future'],
    [{ upstreams: [] }, 'upstreams: '],
    [{ upstreams: ['nowhere'] }, 'upstreams: there is no upstream nowhere'],
    [{ models: ['cl*de'] }, 'models.0: may have a * only as its last character'],
    [{ models: ['a', 'a'] }, 'models: must not name anything twice'],
    [{ requestsPerMinute: 0 }, 'requestsPerMinute: '],
    [{ tokensPerDay: 1.5 }, 'tokensPerDay: '],
    [{ fallback: [{ upstream: null, model: null }] }, 'fallback.0: must name'],
    [{ fallback: [{ upstream: 'anthropic', model: null }] }, 'fallback.0.upstream: '],
    [{ models: ['other'] }, 'fallback.0.model: this key does not allow claude-haiku-5-5'],
    [{ cacheTtlSeconds: -1 }, 'cacheTtlSeconds: '],
    [{ hash: 'x' }, 'must not have the field'],
    [{ revoked: false }, 'revoked: must be true'],
  ]
  for (const [patch, message] of wrong) {
    const { status, json } = await api('PATCH', `/${id}`, patch)
    expect([patch, status, JSON.stringify(json)]).toEqual([
      patch,
      400,
      expect.stringContaining(message),
    ])
  }
  expect(await view()).toMatchObject({ ...terms, name: 'Nightly', requestsPerMinute: null })
})
