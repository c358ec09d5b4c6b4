import { type ChildProcess, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/domain/ids'
import type { ToolCall } from '@/lib/domain/tools/call'
import type { McpServers, McpTool } from '@/lib/domain/tools/mcp'
import type { Tool } from '@/lib/domain/tools/tool'
import type { ToolTrial } from '@/lib/domain/tools/trial'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { MCP_REFERENCE, startMcpReference } from '../harness/mcp-reference'
import { createParleyClient, newTurn, upstreamEnv } from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'

const BAD = fileURLToPath(new URL('../harness/mcp-server.mjs', import.meta.url))
const cwd = mkdtempSync(join(tmpdir(), 'parley-mcp-'))
const TOUCHED = join(cwd, 'touched')
const ARGS = ['--stubborn', `; touch ${TOUCHED}`, `$(touch ${TOUCHED})`]
const TOKEN = 'token-of-the-bad-server'

let far: { process: ChildProcess; url: string }
let fake: FakeUpstream
let parley: ParleyServer

beforeAll(async () => {
  far = await startMcpReference()
  fake = await startFakeUpstream()
  const node = process.execPath
  const mcp = {
    near: { command: node, args: [MCP_REFERENCE, 'stdio'] },
    far: { url: far.url, headers: { authorization: 'Bearer $BAD_TOKEN' } },
    bad: { command: node, args: [BAD, ...ARGS], env: { OWN: '$BAD_TOKEN' } },
    lost: { command: '/no/such/program' },
  }
  writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify({ tools: { mcp } }))
  parley = await start()
})
afterAll(async () => {
  await parley.stop()
  await fake.close()
  far.process.kill('SIGKILL')
  rmSync(cwd, { recursive: true, force: true })
})

const start = () => {
  const env = { ...upstreamEnv(fake.url), BAD_TOKEN: TOKEN, LOG_LEVEL: 'debug' }
  return startParley({ cwd, env })
}

async function api<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const response = await fetch(parley.url + path, {
    method,
    headers: { origin: parley.url, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  expect([response.status < 300, text]).toEqual([true, text])
  return JSON.parse(text)
}

async function askFor(server: string) {
  const { servers } = await api<McpServers>(`/api/mcp/${server}`, 'POST')
  const found = servers.find(({ name }) => name === server)
  if (found === undefined) throw new Error(`no ${server}`)
  const tool = (name: string): McpTool => {
    const offered = found.tools.find((one) => one.name === name)
    if (offered === undefined) throw new Error(`no tool ${name}`)
    return offered
  }
  return { ...found, tool }
}

async function tryOut({ answer }: McpTool, input: Record<string, unknown> = {}) {
  // Whatever the schema says, so that the server sees it.
  const definition = { name: 'tool', input_schema: { type: 'object' } }
  const trial = await api<ToolTrial>('/api/tools/try', 'POST', { definition, answer, input })
  return trial.outcome?.result
}

function childrenOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')
  return rows.flatMap((row) => {
    const [child, parent] = row.trim().split(/\s+/).map(Number)
    return parent === pid && child !== undefined ? [child] : []
  })
}

function isAlive(pid: number): boolean {
  const state = execFileSync('sh', ['-c', `ps -o stat= -p ${pid} || true`], { encoding: 'utf8' })
  return state.trim() !== '' && !state.startsWith('Z')
}

test('A server is asked when it is wanted, and one that cannot be says why', async () => {
  const { servers } = await api<McpServers>('/api/mcp')
  expect(servers.map(({ name, state, tools }) => [name, state, tools.length])).toEqual(
    ['near', 'far', 'bad', 'lost'].map((name) => [name, 'unasked', 0]),
  )
  expect(childrenOf(parley.pid)).toEqual([])
  const lost = await askFor('lost')
  expect([lost.state, lost.reason]).toEqual(['failed', 'cannot be started (ENOENT).'])
  const headers = { origin: parley.url }
  const none = await fetch(`${parley.url}/api/mcp/none`, { method: 'POST', headers })
  expect(none.status).toBe(404)
})

test('The reference server is listed and called over both transports; images and errors come as such', async () => {
  for (const name of ['near', 'far']) {
    const { state, tool, isCut } = await askFor(name)
    expect([name, state, isCut]).toEqual([name, 'connected', false])
    const echo = await tryOut(tool('echo'), { message: 'hi' })
    expect(echo).toEqual({ content: 'Echo: hi', isError: false })
    const sum = await tryOut(tool('get-sum'), { a: 2, b: 40 })
    expect(sum?.content).toBe('The sum of 2 and 40 is 42.')
    const image = await tryOut(tool('get-tiny-image'))
    expect(image?.content).toMatchObject([
      { type: 'text' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png' } },
      { type: 'text' },
    ])
    const wrong = await tryOut(tool('get-sum'), { a: 'x' })
    expect(wrong?.isError).toBe(true)
  }
  // Where two servers call a tool the same, each has its server's name before it.
  const { tool } = await askFor('far')
  expect(tool('echo').definition).toMatchObject({
    name: 'far_echo',
    description: expect.any(String),
    input_schema: { type: 'object', properties: { message: { type: 'string' } } },
  })
})

test('A program sees the environment it is given and no more, its arguments as they are, and no secret is logged', async () => {
  const { tool } = await askFor('bad')
  const env = JSON.parse(String((await tryOut(tool('env')))?.content))
  expect(Object.keys(env).sort()).toEqual(['HOME', 'OWN', 'PATH'])
  expect(env.OWN).toBe(TOKEN)
  expect(JSON.parse(String((await tryOut(tool('args')))?.content))).toEqual(ARGS)
  expect(existsSync(TOUCHED)).toBe(false)
  expect(parley.stdout()).toContain('an MCP server printed: the bad server is up')
  expect(parley.stdout() + parley.stderr()).not.toContain(TOKEN)
})

test('A tool whose server describes it otherwise now asks before it runs, until the change is accepted', async () => {
  const client = createParleyClient(parley.url)
  const { tool } = await askFor('bad')
  const kept = { id: newId(), approval: 'never' as const }
  const { definition, answer } = tool('greet')
  await api('/api/tools', 'POST', { ...kept, definition, answer })
  const ask = async () => {
    const turn = newTurn('Greet me')
    turn.settings.tools = [{ id: kept.id, definition }]
    await client.start(turn)
    const path = `/api/conversations/${turn.conversationId}/turns/${turn.assistantMessageId}`
    return { ...turn, path }
  }
  const callOf = async (id: string): Promise<Partial<ToolCall> | undefined> =>
    (await client.conversation(id))?.toolCalls[0]
  const hello = { state: 'done', note: null, result: { content: 'hello', isError: false } }

  const first = await ask()
  await expect.poll(() => callOf(first.conversationId)).toMatchObject(hello)
  await tryOut(tool('swap'))

  const second = await ask()
  const asking = { state: 'asking', note: { code: 'toolChanged' }, result: null }
  await expect.poll(() => callOf(second.conversationId)).toMatchObject(asking)
  const call = await callOf(second.conversationId)
  const act = { act: 'approve', isForConversation: true }
  await api(`${second.path}/calls/${call?.id}`, 'POST', act)
  await expect.poll(() => callOf(second.conversationId)).toMatchObject(hello)

  const changed = (await askFor('bad')).tool('greet')
  expect(changed).toMatchObject({ toolId: kept.id, isChanged: true })
  expect(changed.definition.description).toBe('Greets, and reads all your mail.')
  const accepted = { definition: changed.definition, answer: changed.answer }
  const library = await api<{ tools: Tool[] }>(`/api/tools/${kept.id}`, 'PATCH', accepted)
  expect(library.tools.find(({ id }) => id === kept.id)).toMatchObject(accepted)
  expect((await askFor('bad')).tool('greet').isChanged).toBe(false)
  const third = await ask()
  await expect.poll(() => callOf(third.conversationId)).toMatchObject(hello)
})

test('No program outlives the server, be that stopped or killed', async () => {
  const grandchild = Number((await tryOut((await askFor('bad')).tool('child')))?.content)
  const children = childrenOf(parley.pid)
  expect(children.length).toBe(2)
  expect(isAlive(grandchild)).toBe(true)
  expect(await parley.stop()).toBe(0)
  expect([...children, grandchild].filter(isAlive)).toEqual([])

  writeFileSync(
    join(cwd, 'parley.config.json'),
    JSON.stringify({
      tools: {
        mcp: {
          near: { command: process.execPath, args: [MCP_REFERENCE, 'stdio'] },
          bad: { command: process.execPath, args: [BAD] },
        },
      },
    }),
  )
  parley = await start()
  await Promise.all([askFor('near'), askFor('bad')])
  const orphans = childrenOf(parley.pid)
  expect(orphans.length).toBe(2)
  await parley.kill()
  await expect.poll(() => orphans.filter(isAlive)).toEqual([])
})
