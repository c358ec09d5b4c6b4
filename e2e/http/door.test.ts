import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createParleyClient, newTurn } from '../harness/parley-client'
import { send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'

const PATHS = [
  '/',
  '/c',
  '/settings',
  '/api/settings',
  '/api/conversations',
  '/v1/models',
  '/_next/x',
]
const CANARY = 'a-very-private-sentence'

let parley: ParleyServer

beforeAll(async () => {
  parley = await startParley()
  const turn = newTurn(CANARY)
  const sandbox = {
    ...turn,
    settings: { ...turn.settings, upstream: 'sandbox', model: 'claude-sonnet-5' },
  }
  await createParleyClient(parley.url).start(sandbox)
})

afterAll(() => parley.stop())

/** Sends bytes as they are and reads until the server closes. */
async function raw(...lines: string[]): Promise<string> {
  const socket = connect(parley.port, '127.0.0.1')
  socket.write([...lines, 'connection: close', '', ''].join('\r\n'))
  return text(socket)
}

const ask = async (
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body?: string,
) => {
  const answer = await send(parley.url + path, { method, headers, ...(body ? { body } : {}) })
  return { ...answer, text: answer.body.toString() }
}

describe('Other sites and names', () => {
  test('A name that is not ours gets nothing from any path, also behind X-Forwarded-Host', async () => {
    for (const path of PATHS) {
      for (const extra of [[], ['x-forwarded-host: localhost', `forwarded: host=localhost`]]) {
        const answer = await raw(
          `GET ${path} HTTP/1.1`,
          `host: evil.example:${parley.port}`,
          ...extra,
        )
        expect(answer).toMatch(/^HTTP\/1\.1 421 /)
        expect(answer).not.toContain(CANARY)
        expect(answer.toLowerCase()).not.toContain('set-cookie')
        expect(answer).toContain('"type":"invalid_request_error"')
      }
    }
  })

  test('A Host that is empty, only a port, or absent gets nothing', async () => {
    for (const path of PATHS) {
      expect(await raw(`GET ${path} HTTP/1.1`, 'host:')).toMatch(/^HTTP\/1\.1 400 /)
      expect(await raw(`GET ${path} HTTP/1.1`, `host: :${parley.port}`)).toMatch(/^HTTP\/1\.1 421 /)
      expect(await raw(`GET ${path} HTTP/1.0`)).toMatch(/^HTTP\/1\.1 400 /)
    }
  })

  test.each(['https://evil.example', 'null'])(
    'A page of %s can start nothing, whatever it calls its body, and learns nothing of it',
    async (origin) => {
      for (const type of ['text/plain', 'application/json']) {
        const headers = { origin, 'content-type': type, 'x-api-key': parley.gatewayKey }
        for (const path of ['/api/runs', '/api/gateway-key', '/v1/messages']) {
          const answer = await ask(path, headers, 'POST', '{}')
          expect(answer.status).toBe(403)
          expect(answer.text).not.toContain(parley.gatewayKey)
        }
      }
      const preflight = { origin, 'access-control-request-method': 'POST' }
      for (const path of PATHS) {
        const answer = await ask(path, preflight, 'OPTIONS')
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-'))).toEqual([])
      }
    },
  )

  test.each(['script', 'image', 'iframe'])(
    'Another site cannot embed the data as %s',
    async (dest) => {
      for (const site of ['cross-site', 'same-site']) {
        const headers = {
          'sec-fetch-site': site,
          'sec-fetch-dest': dest,
          'sec-fetch-mode': 'no-cors',
        }
        const answer = await ask('/api/conversations', headers)
        expect(answer.status).toBe(403)
        expect(answer.text).not.toContain(CANARY)
      }
      const own = await ask('/api/conversations', { 'sec-fetch-site': 'same-origin' })
      expect(own.status).toBe(200)
      expect(own.headers['cross-origin-resource-policy']).toBe('same-origin')
    },
  )

  test.each([
    '/%61pi/gateway-key',
    '/API/gateway-key',
    '/api/./gateway-key',
    '/v1/../api/gateway-key',
  ])('The spelling %s opens nothing that the plain one keeps shut', async (path) => {
    const socket = await raw(`POST ${path} HTTP/1.1`, `host: localhost:${parley.port}`)
    expect(socket).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(socket).not.toContain(parley.gatewayKey)
  })
})

describe('Pages', () => {
  test.each(['/c', '/settings', '/nothing-here'])(
    'Every script of %s bears the nonce of its policy, and no two pages share one',
    async (path) => {
      const seen = new Set<string>()
      for (let i = 0; i < 2; i++) {
        const { headers, text: html } = await ask(path, {})
        const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '?'
        const scripts = html.match(/<script\b[^>]*>/g) ?? []
        expect(scripts.length).toBeGreaterThan(0)
        expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
        expect(headers['cache-control']).toContain('no-store')
        seen.add(nonce)
      }
      expect(seen.size).toBe(2)
    },
  )

  test('A nonce or policy sent in is not believed', async () => {
    const evil = 'ZXZpbGV2aWxldmlsZXZpbA=='
    const headers = { 'x-nonce': evil, 'content-security-policy': `script-src 'nonce-${evil}'` }
    const answer = await ask('/c', headers)
    expect(answer.text + JSON.stringify(answer.headers)).not.toContain(evil)
  })

  test('The built files may be kept, everything else not', async () => {
    const { text: html } = await ask('/c', {})
    const file = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? ''
    const asset = await ask(file, {})
    expect(asset.status).toBe(200)
    expect(asset.headers['cache-control']).toContain('immutable')
    for (const path of ['/c', '/api/settings', '/api/health', '/v1/models', '/nothing']) {
      expect((await ask(path, {})).headers['cache-control']).toContain('no-store')
    }
  })
})

describe('Bodies', () => {
  test('One byte over 32 MB is refused in the wire’s shape, with a length and chunked', async () => {
    const body = `{"a":"${' '.repeat(33_554_432)}"}`
    const headers = {
      'x-api-key': parley.gatewayKey,
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
    }
    for (const framing of [{}, { 'transfer-encoding': 'chunked' }]) {
      const answer = await ask('/v1/messages', { ...headers, ...framing }, 'POST', body)
      expect(answer.status).toBe(413)
      const json = JSON.parse(answer.text)
      expect(json.error.type).toBe('request_too_large')
      expect(json.request_id).toBe(answer.headers['request-id'])
    }
    expect((await ask('/api/health', {})).status).toBe(200)
  })

  test('A body of 12 MB arrives whole at the API', async () => {
    const filler = 'x'.repeat(12 * 1_048_576)
    const body = JSON.stringify({
      model: 'claude-sonnet-5',
      messages: [{ role: 'user', content: filler }],
    })
    const headers = {
      'x-api-key': parley.gatewayKey,
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
    }
    const answer = await ask('/v1/messages/count_tokens', headers, 'POST', body)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text).input_tokens).toBeGreaterThan(1_000_000)
  })
})

describe('Keys', () => {
  test('Neither key is in anything the server says, at its most talkative', async () => {
    const upstreamKey = 'sk-ant-api03-canary-canary-canary'
    const talkative = await startParley({
      env: {
        ANTHROPIC_API_KEY: upstreamKey,
        ANTHROPIC_BASE_URL: 'http://127.0.0.1:9',
        LOG_LEVEL: 'debug',
      },
    })
    const headers = { 'x-api-key': talkative.gatewayKey, 'content-type': 'application/json' }
    const answers = [
      await send(`${talkative.url}/v1/messages`, {
        headers,
        body: `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"${CANARY}"}]}`,
      }),
      await send(`${talkative.url}/v1/models`, { headers }),
      await send(`${talkative.url}/api/settings`, {}),
      await send(`${talkative.url}/settings`, {}),
    ]
    await talkative.stop()
    const said = talkative.stdout() + talkative.stderr()
    const answered = answers.map(({ body }) => body.toString()).join()
    expect(said + answered).not.toContain(upstreamKey)
    expect(said + answered).not.toContain(talkative.gatewayKey)
    expect(said).not.toContain(CANARY)
  })
})
