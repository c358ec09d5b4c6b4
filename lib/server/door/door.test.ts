import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DoorServer, startDoorServer } from './door-test-server'

let server: DoorServer
let port: number
const ask: DoorServer['ask'] = (...args) => server.ask(...args)

beforeAll(async () => {
  server = await startDoorServer()
  port = server.port
})

afterAll(() => server.close())

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
      expect(await server.raw(head)).toMatch(/^HTTP\/1\.1 400 /)
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

  test.each(['/', '/c/x', '/preview/mermaid', '/preview/files/x', '/_next/static/x.js'])(
    'What is only to be read, such as %s, takes nothing: Next would look for an action in it',
    async (target) => {
      const from = [`origin: http://localhost:${port}`, 'content-type: multipart/form-data']
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        expect((await ask(target, from, { method })).status).toBe(405)
      }
    },
  )

  test.each(['TRACE', 'PROPFIND'])('The method %s is refused', async (method) => {
    expect((await ask('/', [], { method })).status).toBe(405)
  })
})

describe('Header fields', () => {
  test('What only Next or the door may say does not come in; what the client navigates with does', async () => {
    server.admitted.length = 0
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
      'x-parley-scheme: evil',
      'next-action: x',
    ]
    const kept = [
      'rsc: 1',
      'next-router-prefetch: 1',
      'next-router-state-tree: x',
      'next-url: /c',
      'x-parley-retry: true',
    ]
    await ask('/v1/models', [...stripped, ...kept, 'anthropic-beta: a', 'traceparent: t'])
    const headers = server.admitted[0]?.headers ?? {}
    const pairs = server.admitted[0]?.raw ?? []
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
        ...['x-parley-retry', 'x-parley-scheme'],
      ].sort(),
    )
    expect(headers['x-parley-address']).toBe('127.0.0.1')
    expect(headers['x-parley-request-id']).toMatch(/^req_[0-9a-f]{24}$/)
    expect(headers['x-parley-scheme']).toBe('http')
    expect(pairs.join(' ')).not.toMatch(/evil|1\.2\.3\.4|middleware/)
  })

  test('A page has a fresh nonce, the same in the policy for the browser and for Next', async () => {
    server.admitted.length = 0
    const nonces = new Set<string>()
    for (let i = 0; i < 3; i++) {
      const answer = await ask('/c')
      const nonce = /script-src 'nonce-([\w+/=]+)' 'strict-dynamic';/.exec(answer.text)?.[1] ?? ''
      expect(server.admitted[i]?.headers['x-nonce']).toBe(nonce)
      expect(server.admitted[i]?.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
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
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  test('A worker, which is under the policy of its built file, may compile WebAssembly and asks this server alone', async () => {
    const { text: answer } = await ask('/_next/static/worker.mjs')
    const policy = /content-security-policy: (.*)\r\n/i.exec(answer)?.[1]?.split('; ') ?? []
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ])
  })

  test('A preview has no origin, asks nobody for anything and stands in our pages only', async () => {
    const answer = (await ask('/preview/mermaid')).text
    const policy = /content-security-policy: (.*)\r\n/i.exec(answer)?.[1]?.split('; ') ?? []
    expect(policy).toEqual([
      'sandbox allow-scripts',
      "default-src 'none'",
      expect.stringMatching(/^script-src 'nonce-[\w+/=]{24}'$/),
      "style-src 'unsafe-inline'",
      'img-src data:',
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ])
    expect(answer.toLowerCase()).toContain('x-frame-options: sameorigin\r\n')
    expect((await ask('/c')).text.toLowerCase()).toContain('x-frame-options: deny\r\n')
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
