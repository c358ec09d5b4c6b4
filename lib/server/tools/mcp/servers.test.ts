import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { urlOf } from '@/e2e/harness/url-of'
import type { McpServerConfig } from '../../config-mcp'
import { byMcp } from '../by-mcp'
import { createMcpServers, type McpServers, type McpTimes } from './servers'

const BAD = fileURLToPath(new URL('../../../../e2e/harness/mcp-server.mjs', import.meta.url))
const opened: McpServers[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((servers) => servers.close()))
})

/** A server on stdio, and what a handler says of its tools, in short. */
function openBad(times: Partial<McpTimes> = {}, over: Record<string, unknown> = {}) {
  const stderr: string[] = []
  const config = {
    name: 'bad',
    problem: null,
    kind: 'stdio',
    command: process.execPath,
    args: [BAD],
    env: {},
    ...over,
  } as McpServerConfig
  const servers = createMcpServers([config], {}, (_, line) => stderr.push(line), times)
  opened.push(servers)
  const handler = byMcp(servers)
  const pin = async (tool: string) => {
    const tools = await servers.find('bad')?.known()
    const hash = tools?.find(({ name }) => name === tool)?.hash ?? '0'.repeat(64)
    return { by: 'mcp' as const, server: 'bad', tool, hash }
  }
  const call = async (tool: string, signal = new AbortController().signal, input = {}) => {
    const handled = await handler(await pin(tool), { input, signal })
    const { content, isError } = handled?.result ?? { content: '', isError: false }
    return `${isError ? 'error: ' : ''}${typeof content === 'string' ? content : JSON.stringify(content)}`
  }
  return { servers, handler, pin, call, stderr, connection: servers.find('bad') }
}

test('A server that prints what is no message, answers in no known form, with an error or too much, is asked on', async () => {
  const { call, stderr } = openBad()
  const pid = await call('pid')
  expect(await call('garbage')).toBe('after garbage')
  expect(await call('fail')).toBe('error: it did not work')
  expect(await call('refuse')).toMatch(
    /^error: The MCP server bad answered with an error:.*no such luck$/,
  )
  expect(await call('odd')).toBe('error: The MCP server bad answered in no form that is known.')
  expect(await call('big')).toBe('error: The MCP server bad answered with more than 1 MB.')
  expect(await call('structured')).toBe('{"rows":[1,2]}')
  expect(JSON.parse(await call('kinds'))).toEqual(
    [
      'a text',
      '[An image: image/svg+xml, about 6 bytes, which are not shown]',
      '[A sound: audio/wav, about 3 bytes, which are not shown]',
      '[Resource file:///a.txt]\ninside',
      '[A resource: file:///b.bin, about 6 bytes, which are not shown]',
      '[A link to a resource: c, file:///c, the third]',
      '[A block of the type constructor]',
    ].map((text) => ({ type: 'text', text })),
  )
  expect(await call('pid')).toBe(pid)
  expect(stderr).toEqual(['the bad server is up'])
})

test('A server that never answers, dies in a call or prints without end is an error for that call, and is started anew', async () => {
  const { call, connection } = openBad({ callMs: 300 })
  const pids = new Set([await call('pid')])
  expect(await call('hang')).toBe('error: The MCP server bad did not answer within 0.3 s.')
  const abort = new AbortController()
  const stopped = call('hang', abort.signal)
  abort.abort(new Error('stopped'))
  await expect(stopped).rejects.toThrow('stopped')
  pids.add(await call('pid'))
  expect(pids.size).toBe(1)
  const ends: [string, RegExp][] = [
    ['die', /^error: The MCP server bad ended with code 3\. Its last words: the bad server is up$/],
    ['flood', /^error: The MCP server bad printed without end what nobody asked for\.$/],
    ['endless', /^error: The MCP server bad sent more than 4 MB at once\.$/],
  ]
  for (const [tool, said] of ends) {
    expect(await call(tool)).toMatch(said)
    expect(connection?.state).toBe('failed')
    pids.add(await call('pid'))
    expect(connection?.state).toBe('connected')
  }
  expect(pids.size).toBe(4)
})

test('A tool that its server describes otherwise is not run until that is accepted, with or without a notice', async () => {
  const { servers, handler, pin, call } = openBad()
  const greet = await pin('greet')
  const again = { input: {}, signal: new AbortController().signal }
  for (const silent of [true, false]) {
    expect(await servers.hasChanged(greet)).toBe(false)
    expect((await handler(greet, again))?.result.content).toBe('hello')
    await call('swap', again.signal, { silent })
    // Without a notice it shows when somebody looks, which the loop does before each call.
    expect(await servers.hasChanged(greet)).toBe(true)
    const refused = await handler(greet, again)
    expect(refused?.result.isError).toBe(true)
    expect(refused?.result.content).toContain('otherwise now than when it was accepted')
    expect((await handler(greet, { ...again, isChangeAccepted: true }))?.result).toEqual({
      content: 'hello',
      isError: false,
    })
    expect(await servers.hasChanged(await pin('greet'))).toBe(false)
    await call('swap', again.signal, { silent: true })
  }
  const gone = await handler({ ...greet, tool: 'gone' }, again)
  expect(gone?.result.content).toBe('The MCP server bad has no tool gone now.')
})

test('A server that cannot be asked says why, and is tried again after a pause or when a person asks', async () => {
  const lost = openBad({ pauseMs: 60_000 }, { command: '/no/such/program' })
  expect(lost.connection?.state).toBe('unasked')
  const why = 'cannot be started (ENOENT).'
  await expect(lost.call('pid')).rejects.toThrow(why)
  expect([lost.connection?.state, lost.connection?.reason]).toEqual(['failed', why])
  const greet = { by: 'mcp' as const, server: 'bad', tool: 'greet', hash: '0'.repeat(64) }
  const once = { input: {}, signal: new AbortController().signal }
  expect((await lost.handler(greet, once))?.result.content).toBe(`The MCP server bad ${why}`)
  expect(await lost.servers.hasChanged(greet)).toBe(false)
  const unset = openBad({}, { problem: 'The environment variable X is not set.' })
  await expect(unset.connection?.refresh()).rejects.toThrow(
    'cannot be asked: The environment variable X is not set.',
  )
  const silent = openBad({ connectMs: 200 }, { args: ['-e', 'setInterval(() => {}, 1000)'] })
  await expect(silent.connection?.refresh()).rejects.toThrow('did not answer within 0.2 s.')
})

test('An address is asked at its origin alone, and an answer there that breaks off or does not end is an error', async () => {
  const hits: string[] = []
  const send = (body: string) => (id: unknown) =>
    `event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, ...JSON.parse(body) })}\n\n`
  const hello = send(
    '{"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"s","version":"1"}}}',
  )
  const list = send(
    `{"result":{"tools":[${['cut', 'endless'].map((name) => `{"name":"${name}","inputSchema":{"type":"object"}}`).join()}]}}`,
  )
  const server = createServer(async (request, response) => {
    hits.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    if (request.url === '/away') return response.writeHead(307, { location: away }).end()
    if (request.method !== 'POST') return response.writeHead(405).end()
    let body = ''
    for await (const part of request) body += part
    const { id, method, params } = JSON.parse(body)
    if (id === undefined) return response.writeHead(202).end()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    if (method === 'initialize') return response.end(hello(id))
    if (method === 'tools/list') return response.end(list(id))
    if (params.name === 'cut') return response.end('event: message\n')
    const go = () => {
      while (!response.destroyed && response.write('data: '.padEnd(100_000, 'x')));
      if (!response.destroyed) response.once('drain', go)
    }
    return go()
  }).listen(0, '127.0.0.1')
  const other = createServer((_, response) => {
    hits.push('other')
    response.end()
  }).listen(0, '127.0.0.1')
  await Promise.all([once(server, 'listening'), once(other, 'listening')])
  const away = `${urlOf(other.address())}/mcp`
  const { Secret } = await import('../../secret')
  const headers = { authorization: new Secret('Bearer t') }
  const at = (path: string) =>
    openBad({}, { kind: 'http', url: urlOf(server.address()) + path, headers })
  const good = at('/mcp')
  expect(await good.call('cut')).toMatch(/^error: The MCP server bad .*The answer broke off\.$/)
  expect(await good.call('endless')).toBe('error: The MCP server bad sent more than 4 MB at once.')
  expect(await good.call('cut')).toMatch(/broke off/)
  await expect(at('/away').connection?.refresh()).rejects.toThrow(
    /^answered with an error:.*edirect/,
  )
  expect(hits).not.toContain('other')
  expect(hits.every((hit) => hit.endsWith('Bearer t'))).toBe(true)
  for (const one of [server, other]) one.close()
})
