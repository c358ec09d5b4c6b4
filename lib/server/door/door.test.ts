import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Secret } from '../secret'
import { createDoor } from './door'

const KEY = `parley-${'k'.repeat(43)}`
const MB = 1_048_576

let server: Server
let port: number
/** What got past the door. */
const admitted: { url: string; headers: IncomingMessage['headers']; raw: string[] }[] = []
/** How reading each admitted body ended. */
const bodies: string[] = []

beforeAll(async () => {
  const door = createDoor({
    config: { host: '127.0.0.1', allowedHosts: ['parley.example.com', 'box:8080'] },
    gatewayKey: new Secret(KEY),
    dev: false,
  })
  server = createServer((req, res) => {
    if (!door.admit(req, res)) return
    admitted.push({ url: req.url ?? '', headers: { ...req.headers }, raw: [...req.rawHeaders] })
    text(req).then(
      (body) => {
        bodies.push(`whole ${body.length}`)
        res.setHeader('content-type', 'text/html')
        res.end('private')
      },
      () => bodies.push('aborted'),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Sends bytes as they are and reads until the server closes. */
async function raw(request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  return text(socket)
}

/** A request with the given header lines; the Host is right unless given. */
async function ask(
  target: string,
  lines: readonly string[] = [],
  { method = 'GET', body = '', host = `127.0.0.1:${port}` } = {},
): Promise<{ status: number; text: string }> {
  const length = body === '' ? [] : [`content-length: ${body.length}`]
  const head = [`${method} ${target} HTTP/1.1`, `host: ${host}`, 'connection: close']
  const answer = await raw([...head, ...length, ...lines, '', body].join('\r\n'))
  return { status: Number(answer.slice(9, 12)), text: answer }
}

const PATHS = ['/', '/c', '/api/conversations', '/v1/models', '/_next/static/x.js', '/c?_rsc=1']

describe('Host', () => {
  test.each(['localhost', '127.0.0.1', '[::1]'])(
    '%s with the real port is let in',
    async (name) => {
      expect((await ask('/', [], { host: `${name}:${port}` })).status).toBe(200)
    },
  )

  test.each(['parley.example.com', 'PARLEY.example.com', 'box:8080'])(
    'The declared name %s is let in',
    async (host) => {
      expect((await ask('/', [], { host })).status).toBe(200)
    },
  )

  test.each([
    'evil.example:PORT',
    'localhost',
    'localhost:1',
    'localhost.:PORT',
    'localhost.evil.example:PORT',
    'evil.example@localhost:PORT',
    '127.0.0.2:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '0.0.0.0:PORT',
    '[::]:PORT',
    '[::ffff:127.0.0.1]:PORT',
    'box',
    'box:8081',
    'parley.example.com:1',
    'xparley.example.com',
    ':PORT',
    'localhost:PORT:PORT',
    'localhost:PORT, evil.example',
    'localhost:PORT/',
  ])('The Host %s is refused on every path, whatever X-Forwarded-Host says', async (name) => {
    const host = name.replaceAll('PORT', String(port))
    for (const path of PATHS) {
      const answer = await ask(path, [`x-forwarded-host: localhost:${port}`], { host })
      expect([400, 421]).toContain(answer.status)
      expect(answer.text).not.toContain('private')
      expect(answer.text.toLowerCase()).not.toContain('set-cookie')
    }
  })

  test('A missing, empty or doubled Host is refused', async () => {
    const end = 'connection: close\r\n\r\n'
    for (const head of [
      `GET / HTTP/1.1\r\n${end}`,
      `GET / HTTP/1.0\r\n${end}`,
      `GET / HTTP/1.1\r\nhost:\r\n${end}`,
      `GET / HTTP/1.1\r\nhost: localhost:${port}\r\nhost: evil.example\r\n${end}`,
      `GET / HTTP/1.1\r\nhost: evil.example\r\nhost: localhost:${port}\r\n${end}`,
    ]) {
      expect(await raw(head)).toMatch(/^HTTP\/1\.1 400 /)
    }
  })
})

describe('Request targets', () => {
  test.each([
    'http://127.0.0.1/',
    'http://evil.example/',
    '*',
    '//evil.example/c',
    '/api//runs',
    '/v1/../api/runs',
    '/v1/%2e%2e/api/runs',
    '/v1/.%2E/api/runs',
    '/v1/%2e/messages',
    '/c\\evil',
    '/c/%5cevil',
    '/c/%00',
    '/c/%0d%0aset-cookie:x',
    '/%',
  ])('The target %s is refused, because a router might read it otherwise', async (target) => {
    expect((await ask(target)).status).toBe(400)
  })

  test('An encoded slash in the name of a model is an ordinary path', async () => {
    expect((await ask('/v1/models/qwen%2Fqwen3')).status).toBe(200)
  })

  test.each([
    '/_next/image?url=/x&w=64&q=75',
    '/_next/mcp',
    '/_next/data/x',
    '/__nextjs_source-map',
  ])('Of the paths that are for Next alone, %s is closed', async (target) => {
    expect((await ask(target)).status).toBe(404)
  })

  test.each(['TRACE', 'PROPFIND'])('The method %s is refused', async (method) => {
    expect((await ask('/', [], { method })).status).toBe(405)
  })
})

const json = 'content-type: application/json'

describe('Origin', () => {
  const own = () => `origin: http://localhost:${port}`

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'A %s from another site is refused everywhere, without a CORS field',
    async (method) => {
      for (const origin of [
        'https://evil.example',
        'null',
        `https://localhost:${port}.evil.example`,
        `http://localhost:${port}/`,
        `http://localhost:${port}@evil.example`,
        'http://localhost:1',
        'http://localhost',
        'file://',
        `http://localhost:${port}, https://evil.example`,
      ]) {
        for (const target of ['/api/runs', '/v1/messages', '/c']) {
          const lines = [
            `origin: ${origin}`,
            json,
            `x-api-key: ${KEY}`,
            'sec-fetch-site: same-origin',
          ]
          const answer = await ask(target, lines, { method, body: '{}' })
          expect([origin, answer.status]).toEqual([origin, 403])
          expect(answer.text.toLowerCase()).not.toContain('access-control')
        }
      }
    },
  )

  test('A POST from the own pages is let in', async () => {
    const post = { method: 'POST', body: '{}' }
    expect((await ask('/api/runs', [own(), json], post)).status).toBe(200)
    const declared = 'origin: https://parley.example.com'
    expect((await ask('/api/runs', [declared, json], post)).status).toBe(200)
  })

  test('Without an Origin a POST needs a browser that says it is ours, or the gateway key', async () => {
    const status = async (...lines: string[]) =>
      (await ask('/api/runs', [json, ...lines], { method: 'POST', body: '{}' })).status
    expect(await status()).toBe(403)
    expect(await status('sec-fetch-site: cross-site')).toBe(403)
    expect(await status('sec-fetch-site: same-site')).toBe(403)
    expect(await status(`x-api-key: ${KEY}x`)).toBe(403)
    expect(await status('authorization: Bearer wrong')).toBe(403)
    expect(await status('sec-fetch-site: same-origin')).toBe(200)
    expect(await status('sec-fetch-site: none')).toBe(200)
    expect(await status(`x-api-key: ${KEY}`)).toBe(200)
    expect(await status(`authorization: Bearer ${KEY}`)).toBe(200)
  })

  test('Without an Origin a call of the API goes on to its guard', async () => {
    expect((await ask('/v1/messages', [json], { method: 'POST', body: '{}' })).status).toBe(200)
  })

  test.each(['script', 'image', 'iframe', 'empty'])(
    'Another site cannot read the data as %s',
    async (dest) => {
      for (const site of ['cross-site', 'same-site']) {
        const lines = [
          `sec-fetch-site: ${site}`,
          `sec-fetch-dest: ${dest}`,
          'sec-fetch-mode: no-cors',
        ]
        expect((await ask('/api/conversations', lines)).status).toBe(403)
        expect((await ask('/_next/static/x.js', lines)).status).toBe(403)
        expect((await ask('/c', lines)).status).toBe(403)
      }
    },
  )

  test('A link on another site opens a page, but never an answer of the data', async () => {
    const lines = [
      'sec-fetch-site: cross-site',
      'sec-fetch-mode: navigate',
      'sec-fetch-dest: document',
    ]
    expect((await ask('/c', lines)).status).toBe(200)
    expect((await ask('/api/conversations', lines)).status).toBe(403)
  })
})

describe('Header fields', () => {
  test('What only Next or the door may say does not come in; what the client navigates with does', async () => {
    admitted.length = 0
    const stripped = [
      'x-nonce: evil',
      "content-security-policy: script-src 'nonce-ZXZpbA=='",
      'content-security-policy-report-only: x',
      'x-middleware-subrequest: middleware:middleware',
      'x-middleware-next: 1',
      'x-nextjs-data: 1',
      'x-next-resume-state-length: 1',
      'x-forwarded-for: 1.2.3.4',
      'x-forwarded-host: evil',
      'forwarded: for=1.2.3.4',
      'x-parley-address: 1.2.3.4',
      'x-parley-request-id: req_evil',
      'next-action: x',
    ]
    const kept = ['rsc: 1', 'next-router-prefetch: 1', 'next-router-state-tree: x', 'next-url: /c']
    await ask('/v1/models', [...stripped, ...kept, 'anthropic-beta: a', 'traceparent: t'])
    const headers = admitted[0]?.headers ?? {}
    const pairs = admitted[0]?.raw ?? []
    expect(Object.keys(headers).sort()).toEqual(
      [
        ...[
          'anthropic-beta',
          'connection',
          'host',
          'next-router-prefetch',
          'next-router-state-tree',
        ],
        ...['next-url', 'rsc', 'traceparent', 'x-parley-address', 'x-parley-request-id'],
      ].sort(),
    )
    expect(headers['x-parley-address']).toBe('127.0.0.1')
    expect(headers['x-parley-request-id']).toMatch(/^req_[0-9a-f]{24}$/)
    expect(pairs.join(' ')).not.toMatch(/evil|1\.2\.3\.4|middleware/)
  })

  test('A page has a fresh nonce, the same in the policy for the browser and for Next', async () => {
    admitted.length = 0
    const nonces = new Set<string>()
    for (let i = 0; i < 3; i++) {
      const answer = await ask('/c')
      const nonce = /script-src 'nonce-([\w+/=]+)' 'strict-dynamic';/.exec(answer.text)?.[1] ?? ''
      expect(admitted[i]?.headers['x-nonce']).toBe(nonce)
      expect(admitted[i]?.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(3)
    expect([...nonces].every((nonce) => Buffer.from(nonce, 'base64').length === 16)).toBe(true)
  })

  test('No policy of the pages lets a script run inline, from elsewhere, or by eval', async () => {
    const { text: answer } = await ask('/c')
    const policy = /content-security-policy: (.*)\r\n/i.exec(answer)?.[1] ?? ''
    const scripts = policy.split('; ').filter((part) => part.startsWith('script-src'))
    expect(scripts).toHaveLength(1)
    expect(scripts[0]).not.toMatch(/unsafe|http|\*/)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  test.each(['/c', '/api/conversations', '/v1/models', '/_next/image'])(
    'The answer of %s is private to this site and is not kept',
    async (path) => {
      const answer = (await ask(path)).text.toLowerCase()
      expect(answer).toContain('x-content-type-options: nosniff\r\n')
      expect(answer).toContain('cross-origin-resource-policy: same-origin\r\n')
      expect(answer).toContain('cross-origin-opener-policy: same-origin\r\n')
      expect(answer).toContain('referrer-policy: no-referrer\r\n')
      expect(answer).toContain("frame-ancestors 'none'")
      expect(answer).toContain('cache-control: no-store\r\n')
    },
  )
})

describe('Bodies', () => {
  const key = `x-api-key: ${KEY}`
  const chunked = 'transfer-encoding: chunked'

  /** A chunked body of `size` bytes behind the given header lines. */
  function sendChunked(target: string, size: number): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    const answer = text(socket)
    socket.on('error', () => undefined)
    Readable.from(chunks(target, size)).pipe(socket, { end: false })
    return answer
  }

  function* chunks(target: string, size: number): Generator<Buffer> {
    const head = [`POST ${target} HTTP/1.1`, `host: localhost:${port}`, 'connection: close']
    yield Buffer.from([...head, json, key, chunked, '', ''].join('\r\n'))
    const full = Buffer.alloc(65_536, 0x20)
    for (let left = size; left > 0; left -= full.length) {
      const piece = full.subarray(0, left)
      yield Buffer.concat([
        Buffer.from(`${piece.length.toString(16)}\r\n`),
        piece,
        Buffer.from('\r\n'),
      ])
    }
    yield Buffer.from('0\r\n\r\n')
  }

  test.each([
    ['/v1/messages', 32 * MB],
    ['/api/runs', 32 * MB],
    ['/api/settings', MB],
  ])('%s takes %i bytes and not one more, chunked or not', async (target, limit) => {
    bodies.length = 0
    const lines = [json, key]
    const post = (size: number) => ask(target, lines, { method: 'POST', body: ' '.repeat(size) })
    expect((await post(limit)).status).toBe(200)
    expect(await sendChunked(target, limit)).toMatch(/^HTTP\/1\.1 200/)
    expect(bodies).toEqual([`whole ${limit}`, `whole ${limit}`])

    const declared = await post(limit + 1)
    expect(declared.status).toBe(413)
    expect(declared.text).toContain('"type":"request_too_large"')
    const counted = await sendChunked(target, limit + 1)
    expect(counted).toMatch(/^HTTP\/1\.1 413/)
    expect(counted).toContain('"type":"request_too_large"')
    await expect.poll(() => bodies.slice(2)).toEqual(['aborted'])
  })

  test('A declared length over the limit is answered before the body comes', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST /v1/messages HTTP/1.1\r\nhost: localhost:${port}\r\n`)
    socket.write(`content-length: ${33 * MB}\r\n\r\n`)
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toMatch(/^HTTP\/1\.1 413/)
    socket.destroy()
  })

  test('A body cut short of its length is aborted, never taken for whole', async () => {
    bodies.length = 0
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST /v1/messages HTTP/1.1\r\nhost: localhost:${port}\r\n`)
    socket.end('content-length: 100\r\n\r\nshort')
    await expect.poll(() => bodies).toEqual(['aborted'])
  })

  test('A body that all but stands still ends the request, and is never taken for whole', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    bodies.length = 0
    admitted.length = 0
    const socket = connect(port, '127.0.0.1')
    const answer = text(socket)
    socket.write(`POST /v1/messages HTTP/1.1\r\nhost: localhost:${port}\r\n`)
    socket.write('content-length: 100000\r\n\r\nfirst')
    await expect.poll(() => admitted.length).toBe(1)
    vi.advanceTimersByTime(20_000)
    vi.useRealTimers()
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0)
    socket.end()
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
    await expect.poll(() => bodies).toEqual(['aborted'])
  })

  test.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/jsonp'],
    ['text/plain; application/json'],
  ])('The data takes JSON only, not %s', async (type) => {
    const lines = [`content-type: ${type}`, key]
    expect((await ask('/api/runs', lines, { method: 'POST', body: '{}' })).status).toBe(415)
  })

  test('A request without a body needs no type', async () => {
    expect((await ask('/api/runs/x/stop', [key], { method: 'POST' })).status).toBe(200)
  })

  test('A length beside a chunked body is refused', async () => {
    const lines = [json, key, chunked, 'content-length: 4']
    const answer = await ask('/v1/messages', lines, { method: 'POST' })
    expect(answer.status).toBe(400)
  })

  test('A WebSocket handshake is refused, an offer of h2c is passed over', async () => {
    expect((await ask('/', ['upgrade: websocket'])).status).toBe(400)
    expect((await ask('/', ['upgrade: h2c'])).status).toBe(200)
  })
})
