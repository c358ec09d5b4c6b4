import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createParleyClient, newTurn } from '../harness/parley-client'
import { send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'

const MANIFEST = new URL('../../.next/app-path-routes-manifest.json', import.meta.url)
const PASSWORD = 'correct horse battery staple'
const CANARY = 'A-very-private-title'
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** What a stranger may call, and with which answers. Everything else must refuse. */
const OPEN: Record<string, readonly number[]> = {
  'GET /api/health': [200],
  'HEAD /api/health': [200],
  'POST /api/session': [400, 401, 429],
  'DELETE /api/session': [204],
}
/** Pages without anything of the owner's. `/_…` are Next's names for what is not found or broken. */
const OPEN_PAGES: Record<string, readonly number[]> = {
  '/sign-in': [200],
  '/icon.svg': [200],
  '/_not-found': [404],
  '/_global-error': [404, 500],
}

const manifest: Record<string, string> = JSON.parse(readFileSync(MANIFEST, 'utf8'))
const routes = Object.values(manifest)
  .filter((_route, i) => Object.keys(manifest)[i]?.endsWith('/route'))
  .filter((route) => !(route in OPEN_PAGES))
const pages = Object.values(manifest).filter((route) => !routes.includes(route))
const id = '019aa000-0000-7000-8000-000000000001'

/** The URL of a route, its parameters filled in. */
function fill(route: string): string {
  return route
    .replace('[[...id]]', id)
    .replace('[id]', id)
    .replace('[name]', 'anthropic')
    .replace(/\[+\.\.\.\w+\]+/, 'x/y')
}

let parley: ParleyServer
let dataDir: string
let cookie: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-guards-'))
  parley = await startParley({ dataDir, env: { PARLEY_PASSWORD: PASSWORD } })
  const signIn = await fetch(`${parley.url}/api/session`, {
    method: 'POST',
    headers: { origin: parley.url, 'content-type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  })
  expect(signIn.status).toBe(204)
  cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
})

afterAll(async () => {
  await parley.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
  const own = { origin: parley.url, 'content-type': 'application/json', ...headers }
  const body = ['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method) ? {} : { body: '{}' }
  const answer = await send(parley.url + path, { method, headers: own, ...body })
  return { status: answer.status, headers: answer.headers, text: answer.body.toString() }
}

/** Tricks that once led past the checks of Next's middleware (reliability.md A3). */
const TRICKS: Record<string, string>[] = [
  {},
  { 'x-middleware-subrequest': Array(5).fill('middleware').join(':') },
  { 'x-middleware-subrequest': Array(5).fill('src/middleware').join(':') },
  { 'x-middleware-subrequest': Array(5).fill('proxy').join(':') },
  { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost' },
  { cookie: 'parley_session=' },
  { cookie: `parley_session=${'0'.repeat(43)}` },
  { cookie: `__Host-parley_session=' OR 1=1 --` },
]

describe('Every route of the build has a guard', () => {
  test('The build has the routes that this test reads', () => {
    expect(routes.length).toBeGreaterThan(8)
    const known = /^\/((api|v1|preview|u|models)\/|chat\/completions$)/
    expect(routes.filter((route) => !known.test(route))).toEqual([])
  })

  test.each(routes)('%s refuses a stranger, by every method and trick', async (route) => {
    for (const method of METHODS) {
      for (const trick of TRICKS) {
        const { status, text, headers } = await ask(method, fill(route), trick)
        const expected = OPEN[`${method} ${route}`] ?? [401, 405]
        expect([method, route, trick, expected.includes(status) || status]).toEqual([
          method,
          route,
          trick,
          true,
        ])
        if (method === 'HEAD' || (status !== 401 && status !== 405)) continue
        const { error, request_id } = JSON.parse(text)
        expect([status, error.type]).toEqual([
          status,
          status === 401 ? 'authentication_error' : 'invalid_request_error',
        ])
        // OpenAI's clients read the id from a header alone.
        expect(request_id ?? headers['x-request-id']).toBe(headers['request-id'])
      }
    }
  })

  test.each(routes.filter((route) => route.startsWith('/v1')))(
    '%s takes the gateway key in either header, and neither a session nor another key',
    async (route) => {
      const path = route === '/v1/[[...path]]' ? '/v1/models' : fill(route)
      const key = parley.gatewayKey
      const status = async (headers: Record<string, string>) =>
        (await ask('GET', path, headers)).status
      expect(await status({ 'x-api-key': key })).toBe(200)
      expect(await status({ authorization: `Bearer ${key}` })).toBe(200)
      expect(await status({ authorization: `bearer ${key}` })).toBe(200)
      expect(await status({ cookie })).toBe(401)
      expect(await status({ 'x-api-key': `${key.slice(0, -1)}_` })).toBe(401)
      expect(await status({ 'x-api-key': '' })).toBe(401)
      expect(await status({ authorization: `Basic ${key}` })).toBe(401)
      expect(await status({ authorization: key })).toBe(401)
    },
  )

  test.each(METHODS)(
    'At /v1 the gateway itself answers %s, with a slash at the end too: first the key, then what is there',
    async (method) => {
      const key = { 'x-api-key': parley.gatewayKey }
      for (const path of ['/v1', '/v1/', '/v1/messages/', '/v1/models/', '/v1/nothing']) {
        const stranger = await ask(method, path)
        const holder = await ask(method, path, key)
        expect([path, stranger.status, holder.status]).toEqual([path, 401, 404])
        if (method === 'HEAD') continue
        expect(JSON.parse(stranger.text).error.type).toBe('authentication_error')
        expect(JSON.parse(holder.text).error.type).toBe('not_found_error')
        expect(JSON.parse(holder.text).request_id).toBe(holder.headers['request-id'])
      }
      if (method === 'POST') return
      const lacking = await ask(method, '/v1/messages', key)
      expect([lacking.status, lacking.headers.allow]).toEqual([405, 'POST'])
      if (method === 'HEAD') return
      expect(JSON.parse(lacking.text).error.message).toContain(`not ${method}`)
    },
  )

  test('The gateway key is no session', async () => {
    const answer = await ask('POST', '/api/gateway-key', { 'x-api-key': parley.gatewayKey })
    expect(answer.status).toBe(401)
  })
})

/** The ways in which Next's client and its prefetches ask for a page. */
const FORMS: [suffix: string, headers: Record<string, string>][] = [
  ['', {}],
  ['.rsc', {}],
  ['?_rsc=1', {}],
  ['?_rsc=1', { rsc: '1' }],
  ['', { rsc: '1' }],
  ['', { rsc: '1', 'next-router-prefetch': '1' }],
  ['', { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' }],
  ['.segments/_tree.segment.rsc', {}],
  ['', { 'x-nextjs-data': '1' }],
]

describe('Every page of the build sends a stranger to sign in', () => {
  beforeAll(async () => {
    const turn = newTurn(CANARY, { conversationId: id })
    const settings = { ...turn.settings, upstream: 'sandbox', model: 'claude-sonnet-5' }
    const started = await fetch(`${parley.url}/api/runs`, {
      method: 'POST',
      headers: { origin: parley.url, 'content-type': 'application/json', cookie },
      body: JSON.stringify({ ...turn, settings }),
    })
    expect(started.status).toBe(201)
    await createParleyClient(parley.url)
  })

  test.each(pages)('%s, in every form in which a page can be asked for', async (page) => {
    for (const trick of TRICKS) {
      for (const [suffix, headers] of FORMS) {
        const answer = await ask('GET', fill(page) + suffix, { ...headers, ...trick })
        expect(answer.text).not.toContain(CANARY)
        expect(answer.text).not.toContain(parley.gatewayKey)
        if (suffix === '' && headers.rsc === undefined) {
          const expected = OPEN_PAGES[page] ?? [307]
          expect([page, expected.includes(answer.status) || answer.status]).toEqual([page, true])
        }
      }
    }
  })

  test('Signed in, the same page shows what is private', async () => {
    const listed = await ask('GET', '/api/conversations', { cookie })
    expect(listed.text).toContain(CANARY)
    expect((await ask('GET', `/c/${id}`, { cookie })).status).toBe(200)
  })
})

describe('Sign-in', () => {
  const signIn = async (password: unknown, headers: Record<string, string> = {}) =>
    send(`${parley.url}/api/session`, {
      method: 'POST',
      headers: { origin: parley.url, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ password }),
    })

  test('The cookie is out of reach of scripts and of other sites', async () => {
    const answer = await signIn(PASSWORD)
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^parley_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/,
    )
  })

  test('Signing in ends the session before it; signing out ends this one', async () => {
    const [first] = String((await signIn(PASSWORD)).headers['set-cookie']).split(';')
    const [second] = String(
      (await signIn(PASSWORD, { cookie: first ?? '' })).headers['set-cookie'],
    ).split(';')
    const status = async (cookie = '') => (await ask('GET', '/api/settings', { cookie })).status
    expect(await status(first)).toBe(401)
    expect(await status(second)).toBe(200)
    expect((await ask('DELETE', '/api/session', { cookie: second ?? '' })).status).toBe(204)
    expect(await status(second)).toBe(401)
  })

  test('Signing out ends the open live connections of that session, and of no other', async () => {
    const connect = async () => {
      const [own] = String((await signIn(PASSWORD)).headers['set-cookie']).split(';')
      const leave = new AbortController()
      const headers = { cookie: own ?? '' }
      const answer = await fetch(`${parley.url}/api/live`, { headers, signal: leave.signal })
      const reader = answer.body?.getReader()
      expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('event: hello')
      return { headers, reader, leave }
    }
    const [one, other] = [await connect(), await connect()]
    await ask('DELETE', '/api/session', one.headers)
    expect((await one.reader?.read())?.done).toBe(true)
    await send(`${parley.url}/api/conversations/${id}`, {
      method: 'PATCH',
      headers: { origin: parley.url, 'content-type': 'application/json', cookie },
      body: '{"title":"Still told"}',
    })
    const told = new TextDecoder().decode((await other.reader?.read())?.value)
    expect(told).toContain(id)
    other.leave.abort()
  })

  test('A session outlives a restart, but not a change of the password', async () => {
    await parley.stop()
    const status = async () => (await ask('GET', '/api/settings', { cookie })).status
    parley = await startParley({ dataDir, env: { PARLEY_PASSWORD: 'quite another one' } })
    expect(await status()).toBe(401)
    await parley.stop()
    parley = await startParley({ dataDir, env: { PARLEY_PASSWORD: PASSWORD } })
    expect(await status()).toBe(200)
  })

  test('After ten wrong passwords in a minute the right one has to wait too', async () => {
    for (let i = 0; i < 10; i++) expect((await signIn(`wrong ${i}`)).status).toBe(401)
    const answer = await signIn(PASSWORD, { 'x-forwarded-for': '10.1.2.3' })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(JSON.parse(answer.body.toString()).error.type).toBe('rate_limit_error')
  })
})
