import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SavedKey, Settings, UpstreamView } from '@/lib/domain/settings'
import {
  type FakeUpstream,
  type RecordedRequest,
  refusedUrl,
  reply,
  startFakeUpstream,
} from '../harness/fake-upstream'
import { createParleyClient, newTurn } from '../harness/parley-client'
import { send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { storedRuns } from '../harness/stored-runs'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { failure, json, type Script, stream } from '../harness/upstream/script'

const KEY = 'sk-ant-canary-stored-key-0001'
const OTHER = 'canary-without-a-known-shape-0002'

let dir: string
let upstream: FakeUpstream
let second: FakeUpstream
let parley: ParleyServer
let running: ParleyServer[] = []

beforeAll(async () => {
  upstream = await startFakeUpstream()
  second = await startFakeUpstream()
})
afterAll(async () => {
  await upstream.close()
  await second.close()
})
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-upstream-keys-'))
  upstream.reset()
  second.reset()
  parley = await start()
})
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  running = []
  rmSync(dir, { recursive: true, force: true })
})

/** A server on this test's data, without any key in its environment. */
async function start(env: Record<string, string> = {}): Promise<ParleyServer> {
  const server = await startParley({
    dataDir: join(dir, 'data'),
    cwd: dir,
    env: { ANTHROPIC_BASE_URL: upstream.url, LOG_LEVEL: 'debug', ...env },
  })
  running.push(server)
  return server
}

async function restart(env: Record<string, string> = {}): Promise<void> {
  await parley.stop()
  parley = await start(env)
}

/** Everything that the API has answered in this test. */
let said = ''
beforeEach(() => {
  said = ''
})

async function api(method: string, path: string, body?: unknown) {
  const answer = await send(parley.url + path, {
    method,
    headers: { origin: parley.url, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = answer.body.toString()
  said += JSON.stringify(answer.headers) + text
  return { status: answer.status, json: text === '' ? null : JSON.parse(text) }
}

const keysPath = (name = 'anthropic') => `/api/upstreams/${name}/keys`

async function add(key = KEY, more: Record<string, unknown> = {}): Promise<SavedKey> {
  const { status, json } = await api('POST', keysPath(), { name: 'Work', key, ...more })
  expect(status).toBe(201)
  return json
}

function view(settings: Settings, name = 'anthropic'): UpstreamView {
  const found = settings.upstreams.find((one) => one.name === name)
  if (found === undefined) throw new Error(`No ${name} among the upstreams.`)
  return found
}

async function read(name?: string): Promise<UpstreamView> {
  return view((await api('GET', '/api/settings')).json, name)
}

const header = (request: RecordedRequest | undefined, name: string) =>
  request?.headers.find(([key]) => key.toLowerCase() === name)?.[1]

/** A call at the gateway, and what of it arrived. */
async function callGateway(headers: Record<string, string> = {}) {
  const body =
    '{"model":"claude-sonnet-5-5","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}'
  const own = { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01' }
  const before = upstream.requests.length
  const answer = await send(`${parley.url}/v1/messages`, { body, headers: { ...own, ...headers } })
  return { answer, arrived: upstream.requests[before] }
}

/** A Messages API that knows one key, and answers as the organization of it. */
function knows(key: string): (request: RecordedRequest) => Script {
  return (request) => {
    if (header(request, 'x-api-key') !== key) return failure(401, 'authentication_error')
    const who = [
      ['anthropic-organization-id', 'a1b2c3d4-0000-4000-8000-000000000001'],
      ['anthropic-workspace-id', header(request, 'anthropic-workspace-id') ?? 'wrkspc_default'],
    ] as const
    const script = reply(request)
    return { ...script, headers: [...(script.headers ?? []), ...who] }
  }
}

describe('A key entered in Settings', () => {
  test('It works at once, without a restart, for runs, model lists and the gateway, with its workspace', async () => {
    upstream.setDefault(knows(KEY))
    expect((await callGateway()).answer.status).toBe(200)
    expect(upstream.requests).toHaveLength(0)
    const { id, settings } = await add(`  ${KEY}\n`, { workspaceId: 'wrkspc_mine' })
    expect(settings.defaultUpstream).toBe('anthropic')
    expect(view(settings)).toMatchObject({
      isReady: true,
      keyInUse: { from: 'settings', id, name: 'Work', workspaceId: 'wrkspc_mine' },
      keys: [
        {
          id,
          hint: '0001',
          origin: upstream.url,
          state: 'usable',
          isActive: true,
          test: {
            outcome: 'works',
            status: 200,
            organizationId: 'a1b2c3d4-0000-4000-8000-000000000001',
            workspaceId: 'wrkspc_mine',
          },
        },
      ],
    })
    expect(upstream.requests.at(-1)?.path).toBe('/v1/models?limit=1')
    const { arrived } = await callGateway()
    const turn = newTurn('Hello')
    const client = createParleyClient(parley.url)
    await client.start(turn)
    await client.ended([turn.id])
    const run = upstream.requests.at(-1)
    expect((await api('GET', '/api/models?upstream=anthropic')).status).toBe(200)
    for (const request of [arrived, run, upstream.requests.at(-1)]) {
      expect([header(request, 'x-api-key'), header(request, 'anthropic-workspace-id')]).toEqual([
        KEY,
        'wrkspc_mine',
      ])
    }
    // Whoever asks for a workspace gets that one.
    const named = await callGateway({ 'anthropic-workspace-id': 'wrkspc_theirs' })
    expect(header(named.arrived, 'anthropic-workspace-id')).toBe('wrkspc_theirs')
    await restart()
    expect(header((await callGateway()).arrived, 'x-api-key')).toBe(KEY)
  })

  test('A refused one is kept and marked, in the upstream’s words, until it is replaced', async () => {
    upstream.setDefault(knows(OTHER))
    const { id, settings } = await add()
    expect(view(settings).keys[0]?.test).toMatchObject({
      outcome: 'refused',
      status: 401,
      message: 'The fake upstream was told to answer 401.',
    })
    // By itself it is not used: that would move the default to an upstream that answers nothing.
    expect([settings.defaultUpstream, view(settings).keyInUse]).toEqual(['sandbox', null])
    const replaced = await api('PATCH', `${keysPath()}/${id}`, { key: OTHER })
    expect(view(replaced.json.settings).keys).toMatchObject([
      { id, name: 'Work', isActive: true, test: { outcome: 'works' } },
    ])
    expect((await callGateway()).answer.status).toBe(200)
  })

  test('A test says what it met, and never quotes the key', async () => {
    const { id } = await add(OTHER)
    const echo = { type: 'error', error: { type: 'e', message: `no ${OTHER}` } }
    const met: [Script, object][] = [
      [failure(403, 'permission_error'), { outcome: 'forbidden', status: 403 }],
      [failure(404, 'not_found_error'), { outcome: 'unlisted', status: 404 }],
      [failure(429, 'rate_limit_error'), { outcome: 'busy', status: 429 }],
      [failure(500, 'api_error'), { outcome: 'failed', status: 500 }],
      // A login page on the way.
      [{ frames: ['<html>'] }, { outcome: 'failed', status: 200 }],
      [
        { frames: [], refusal: 'hangup' },
        { outcome: 'unreachable', status: null },
      ],
      [
        json(echo, { status: 401 }),
        { outcome: 'refused', message: `no ${'*'.repeat(OTHER.length)}` },
      ],
    ]
    for (const [script, expected] of met) {
      upstream.enqueue(script)
      const { json: settings } = await api('POST', `${keysPath()}/${id}/test`)
      expect(view(settings).keys[0]?.test).toMatchObject(expected)
    }
  })

  test('Of several one is used, the one that was chosen; a run under way keeps its own', async () => {
    const { id: first } = await add(KEY)
    const { id: next } = await add(OTHER, { name: 'Private' })
    expect(header((await callGateway()).arrived, 'x-api-key')).toBe(KEY)
    const gate = createGate()
    upstream.enqueue(stream(encodeEvents(textEvents(3)), { gate }))
    const turn = newTurn('Slowly')
    const client = createParleyClient(parley.url)
    const before = upstream.requests.length
    await client.start(turn)
    const running = await upstream.nthRequest(before + 1)
    const chosen = await api('PATCH', `${keysPath()}/${next}`, { isActive: true })
    expect(view(chosen.json.settings).keyInUse).toMatchObject({ id: next, name: 'Private' })
    expect(header((await callGateway()).arrived, 'x-api-key')).toBe(OTHER)
    expect(header(running, 'x-api-key')).toBe(KEY)
    const ended = client.ended([turn.id])
    gate.open()
    expect((await ended).get(turn.id)?.status).toBe('complete')
    // Each run knows the one that it was asked with.
    await expect
      .poll(() => storedRuns(parley.dataDir).map((run) => run.upstream_key_id))
      .toEqual([first, first, next])
    // Deleting the one in use chooses no other.
    await api('DELETE', `${keysPath()}/${next}`)
    expect(await read()).toMatchObject({ isReady: false, keyInUse: null, keys: [{ id: first }] })
  })

  test('Another host needs its own: the key of the old one is neither sent nor testable there', async () => {
    const { id } = await add()
    await restart({ ANTHROPIC_BASE_URL: second.url })
    expect(await read()).toMatchObject({
      isReady: false,
      keyInUse: null,
      keys: [{ id, origin: upstream.url, state: 'other-origin' }],
    })
    for (const [method, path, body] of [
      ['POST', `${keysPath()}/${id}/test`, undefined],
      ['PATCH', `${keysPath()}/${id}`, { isActive: true }],
    ] as const) {
      expect((await api(method, path, body)).status).toBe(409)
    }
    await api('PATCH', '/api/settings', { defaultUpstream: 'anthropic' })
    expect((await callGateway()).answer.status).toBe(503)
    await api('GET', '/api/models?upstream=anthropic')
    expect(JSON.stringify(second.requests)).not.toContain(KEY)
    const { settings } = await add(OTHER)
    expect(view(settings).isReady).toBe(true)
    await callGateway()
    expect(header(second.requests.at(-1), 'x-api-key')).toBe(OTHER)
    // Back where it belongs it is used again.
    await restart()
    await callGateway()
    expect(header(upstream.requests.at(-1), 'x-api-key')).toBe(KEY)
  })

  test('The environment wins, is shown as such, and is tested by itself', async () => {
    await add()
    await restart({ ANTHROPIC_API_KEY: OTHER })
    expect(await read()).toMatchObject({
      keyInUse: { from: 'environment', variable: 'ANTHROPIC_API_KEY', hint: '0002' },
      keys: [{ state: 'usable', isActive: true }],
      test: null,
    })
    expect(header((await callGateway()).arrived, 'x-api-key')).toBe(OTHER)
    upstream.setDefault(knows(KEY))
    const { json: settings } = await api('POST', '/api/upstreams/anthropic/test')
    expect(view(settings).test).toMatchObject({ outcome: 'refused' })
  })

  test('It is in no answer, page, log line, run or file, wherever an upstream repeats it', async () => {
    upstream.setDefault((request) => {
      const key = header(request, 'x-api-key') ?? ''
      const message = `${key} is unknown`
      return json({ type: 'error', error: { type: 'e', message } }, { status: 401 })
    })
    for (const key of [KEY, OTHER]) {
      const { id } = await add(key)
      await api('PATCH', `${keysPath()}/${id}`, { isActive: true, workspaceId: 'w' })
      await api('POST', `${keysPath()}/${id}/test`)
      await api('GET', '/api/models?upstream=anthropic')
      const turn = newTurn('Hello')
      const client = createParleyClient(parley.url)
      await client.start(turn)
      await client.ended([turn.id])
      expect(upstream.requests.some((one) => header(one, 'x-api-key') === key)).toBe(true)
      await api('GET', `/api/runs/${turn.id}`)
      await api('GET', `/api/conversations/${turn.conversationId}`)
      said += (await callGateway()).answer.body.toString()
    }
    for (const page of ['/settings', '/c']) {
      said += (await send(parley.url + page)).body.toString()
    }
    const bad = await api('POST', keysPath(), { name: '', key: KEY, unknown: OTHER })
    expect(bad.status).toBe(400)
    await parley.stop()
    said += parley.stdout() + parley.stderr()
    for (const name of readdirSync(join(dir, 'data'))) {
      said += readFileSync(join(dir, 'data', name), 'latin1')
    }
    expect(said).toContain('is unknown')
    for (const key of [KEY, OTHER]) expect(said.includes(key)).toBe(false)
  })

  test('Without its encryption key the server starts, and says which keys it cannot read', async () => {
    const { id } = await add()
    await parley.stop()
    rmSync(join(dir, 'data', 'encryption-key'))
    parley = await start()
    expect(await read()).toMatchObject({
      isReady: false,
      keys: [{ id, name: 'Work', hint: null, state: 'unreadable' }],
    })
    await add(OTHER)
    expect((await api('DELETE', `${keysPath()}/${id}`)).status).toBe(200)
    expect(header((await callGateway()).arrived, 'x-api-key')).toBe(OTHER)
  })
})

describe('What cannot be stored', () => {
  test('What no header may hold, or what has no name, is refused with the reason', async () => {
    const refused: [Record<string, string>, string][] = [
      [{ name: 'Work', key: 'two words' }, 'key: must consist of visible ASCII'],
      [{ name: 'Work', key: 'line\nbreak' }, 'key: must consist of visible ASCII'],
      [{ name: 'Work', key: '密钥' }, 'key: must consist of visible ASCII'],
      [{ name: 'Work', key: '  ' }, 'key: must have at least 1 character'],
      [{ name: ' ', key: KEY }, 'name: must have at least 1 character'],
      [
        { name: 'Work', key: KEY, workspaceId: 'a b' },
        'workspaceId: must consist of visible ASCII',
      ],
    ]
    for (const [body, reason] of refused) {
      const { status, json } = await api('POST', keysPath(), body)
      expect([status, json.error.message]).toEqual([400, expect.stringContaining(reason)])
    }
    expect(upstream.requests).toHaveLength(0)
  })

  test('An upstream that needs none takes no key, and is tested without one', async () => {
    const local = { name: 'local', baseUrl: upstream.url, auth: 'none' }
    const gone = { name: 'gone', baseUrl: await refusedUrl(), auth: 'none' }
    writeFileSync(join(dir, 'parley.config.json'), JSON.stringify({ upstreams: [local, gone] }))
    await restart()
    for (const name of ['local', 'sandbox']) {
      expect((await api('POST', keysPath(name), { name: 'a', key: KEY })).status).toBe(400)
    }
    expect((await api('POST', keysPath('nobody'), { name: 'a', key: KEY })).status).toBe(404)
    const tested = await api('POST', '/api/upstreams/local/test')
    expect(view(tested.json, 'local').test).toMatchObject({ outcome: 'works' })
    const unreachable = await api('POST', '/api/upstreams/gone/test')
    expect(view(unreachable.json, 'gone').test).toMatchObject({ outcome: 'unreachable' })
    expect((await api('POST', '/api/upstreams/anthropic/test')).status).toBe(409)
    expect((await api('POST', '/api/upstreams/sandbox/test')).status).toBe(409)
  })
})
