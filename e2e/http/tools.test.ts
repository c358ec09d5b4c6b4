import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer, Rule } from '@/lib/domain/tools/answer'
import type { ToolTrial } from '@/lib/domain/tools/trial'
import { type LocalServer, startLocalServer } from '../harness/local-server'
import { type ParleyServer, startParley } from '../harness/server'

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const cwd = mkdtempSync(join(tmpdir(), 'parley-tools-'))
/** What the host that is named got, and the one that is not. */
const hits: { named: string[]; other: string[] } = { named: [], other: [] }
let named: LocalServer
let other: LocalServer
let parley: ParleyServer

beforeAll(async () => {
  named = await startLocalServer((request, response) => void answer(request, response))
  other = await startLocalServer((request, response) => {
    hits.other.push(request.url ?? '')
    response.end('never')
  })
  const config = { tools: { httpHosts: [named.url] } }
  writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify(config))
  parley = await startParley({ cwd, env: { ANTHROPIC_API_KEY: 'sk-ant-canary' } })
})
afterAll(async () => {
  await parley.stop()
  await named.close()
  await other.close()
  rmSync(cwd, { recursive: true, force: true })
})

async function answer(request: IncomingMessage, response: ServerResponse) {
  let body = ''
  for await (const part of request) body += part
  const { method, url = '/', headers } = request
  hits.named.push(`${method} ${url} ${headers['x-city'] ?? '-'} ${body}`)
  if (url === '/away') response.writeHead(302, { location: other.url }).end()
  else if (url === '/broken') response.writeHead(503).end('come back later')
  else if (url === '/huge') response.end('x'.repeat(1_000_001))
  else if (url === '/pixel') {
    response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from(PIXEL, 'base64'))
  } else if (url === '/bytes') {
    response.writeHead(200, { 'content-type': 'application/zip' }).end(Buffer.from([255, 254, 0]))
  } else response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok": true}')
}

async function post(body: unknown) {
  const response = await fetch(`${parley.url}/api/tools/try`, {
    method: 'POST',
    headers: { origin: parley.url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}

const SCHEMA = { type: 'object', properties: { city: { type: 'string' } } }

async function tryOut(way: Answer, input: Record<string, unknown> = {}): Promise<ToolTrial> {
  const definition = { name: 'tool', input_schema: SCHEMA }
  const { status, text } = await post({ definition, answer: way, input })
  expect([status, text]).toEqual([200, text])
  return JSON.parse(text)
}
async function contentOf(way: Answer, input?: Record<string, unknown>) {
  const { outcome } = await tryOut(way, input)
  return `${outcome?.result.isError ? 'error: ' : ''}${
    typeof outcome?.result.content === 'string'
      ? outcome.result.content
      : JSON.stringify(outcome?.result.content)
  }`
}
const script = (code: string): Answer => ({ by: 'javascript', code, seconds: 0.5, megabytes: 16 })
const http = (url: string, over: Partial<Extract<Answer, { by: 'http' }>> = {}): Answer => ({
  by: 'http',
  method: 'GET',
  url,
  headers: [],
  body: null,
  ...over,
})

test('A tool can be tried each way without being kept, and arguments that are not valid run nothing', async () => {
  const rule = (content: string, when: Rule['when'] = []): Rule => ({
    when,
    result: { content, isError: false },
    delayMs: 0,
  })
  const isParis = { path: 'city', operator: '=' as const, value: 'Paris' }
  const rules: Answer = { by: 'rules', rules: [rule('rain', [isParis])] }
  expect(await tryOut(rules, { city: 'Paris' })).toMatchObject({
    outcome: { result: { content: 'rain', isError: false }, rule: 0, console: [] },
    problem: null,
  })
  expect(await tryOut(rules, { city: 'Rome' })).toMatchObject({ outcome: null, problem: null })
  expect(await tryOut({ by: 'hand' })).toMatchObject({ outcome: null, problem: null })
  expect(await tryOut(script('return 1'), { city: 5 })).toEqual({
    outcome: null,
    problem: 'city must be string.',
    ms: 0,
  })
  expect(
    await tryOut(script('console.log("seen"); return input.city'), { city: 'Rome' }),
  ).toMatchObject({
    outcome: { result: { content: 'Rome', isError: false }, console: ['seen'], rule: null },
  })
  const calculator: Answer = { by: 'builtin', name: 'calculator' }
  expect(await contentOf(calculator, { expression: '0.1 + 0.2' })).toBe('0.3')
  const mcp: Answer = { by: 'mcp', server: 's', tool: 't', hash: '0'.repeat(64) }
  expect(await contentOf(mcp)).toContain('error: The MCP server s is not connected')
  expect((await post({ definition: {}, answer: { by: 'hand' }, input: {} })).status).toBe(400)
})

test('A hostile script ends within its limits with an error, learns nothing of the server, and holds up nobody', async () => {
  const attacks = [
    'while (true) {}',
    'const a = []; for (;;) a.push(new Array(1e6).fill(1))',
    'return process.env',
    'return require("fs").readFileSync("/etc/passwd", "utf8")',
    `return await fetch(${JSON.stringify(other.url)})`,
    'return globalThis.constructor.constructor("return process")().env',
    '(function f() { f() })()',
    'return /^(a+)+$/.test("a".repeat(50) + "b")',
  ]
  const ended = Promise.all(attacks.map((code) => contentOf(script(code))))
  const health = await fetch(`${parley.url}/api/health`)
  expect(health.status).toBe(200)
  for (const said of await ended) {
    expect(said).toMatch(/^error: /)
    expect(said).not.toContain('canary')
  }
  expect(hits.other).toEqual([])
  expect(await contentOf(script('return "still here"'))).toBe('still here')
})

test('An HTTP tool calls a named host with its arguments in their places, and reads texts, images and errors', async () => {
  hits.named.length = 0
  const at = (path: string) => http(`${named.url}${path}`)
  expect(await contentOf(at('/w/{city}?q={city}&gone={gone}'), { city: '../a b&c' })).toBe(
    '{"ok": true}',
  )
  const post = { method: 'POST' as const, headers: [['X-City', '{city}']] as [string, string][] }
  await contentOf(http(`${named.url}/p`, { ...post, body: '{"in": "{city}"}' }), { city: 'a"b' })
  await contentOf(http(`${named.url}/p`, post), { city: 'Rome' })
  expect(hits.named).toEqual([
    'GET /w/..%2Fa%20b%26c?q=..%2Fa%20b%26c - ',
    'POST /p a"b {"in": "a\\"b"}',
    'POST /p Rome {"city":"Rome"}',
  ])
  const { outcome } = await tryOut(at('/pixel'))
  expect(outcome?.result).toEqual({
    content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } }],
    isError: false,
  })
  expect(await contentOf(at('/broken'))).toBe(
    'error: HTTP 503 Service Unavailable\ncome back later',
  )
  expect(await contentOf(at('/huge'))).toBe('error: The answer has more than 1 MB.')
  expect(await contentOf(at('/bytes'))).toMatch(
    /^error: HTTP 200 OK with 3 bytes of application\/zip/,
  )
  expect(await contentOf(http(named.url, post), { city: 'a\r\nb: c' })).toMatch(
    /^error: The header/,
  )
})

test('An HTTP tool reaches no other host: not by any form of address, not by an argument, not by a redirect', async () => {
  hits.named.length = 0
  const { port } = new URL(other.url)
  const hosts = [
    ...['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '127.1', '[::1]', '0.0.0.0'],
    ...['[::ffff:169.254.169.254]', '[::ffff:127.0.0.1]', '169.254.169.254', '10.0.0.1'],
    ...['172.16.0.1', '192.168.0.1', '100.64.0.1', '[64:ff9b::a9fe:a9fe]'],
  ]
  for (const host of hosts) {
    expect(await contentOf(http(`http://${host}:${port}/`))).toContain('is not allowed')
  }
  expect(await contentOf(http(`http://{city}/`), { city: `127.0.0.1:${port}` })).toContain(
    'cannot come from the arguments',
  )
  const steered = http(`${named.url}/{city}`)
  await contentOf(steered, { city: `//127.0.0.1:${port}/` })
  await contentOf(steered, { city: `@127.0.0.1:${port}` })
  expect(await contentOf(http(`${named.url}@127.0.0.1:${port}/`))).toMatch(/^error: /)
  expect(await contentOf(http(`${named.url}/away`))).toContain('is not allowed')
  expect(hits.other).toEqual([])
  expect(hits.named.length).toBe(3)
})
