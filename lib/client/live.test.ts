import { InfiniteQueryObserver, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  type ApiServer,
  type LiveConnection,
  serveFrom,
  startApiServer,
} from '@/e2e/harness/api-server'
import type { Conversation } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { LiveEvent } from '@/lib/domain/live'
import { newRun } from '@/lib/domain/new-run'
import { packConversation } from '@/lib/domain/packed-conversation'
import type { Run } from '@/lib/domain/run'
import { EMPTY_FOLD } from '@/lib/wire/accumulate'
import { startLive } from './live'
import type { Page } from './page'
import { conversationsQuery } from './queries/conversation-list'
import { conversationQuery } from './queries/conversations'
import { createQueryClient } from './query-client'
import { addLiveRun, dropLiveRun, getLiveRuns } from './stores/live-runs'

const HELLO: LiveEvent = { type: 'hello', boot: 'boot-1', changes: 0, isUnsaved: false }

let server: ApiServer
let stopServing: () => void
let client: ReturnType<typeof createQueryClient>
let stop: () => void
let page: Page & { isAway: boolean; change(): void }

beforeEach(async () => {
  server = await startApiServer(({ path }) => ({
    status: 200,
    body: /^\/api\/conversations(\?|$)/.test(path)
      ? { conversations: [], nextCursor: null }
      : packConversation(conversation('c')),
  }))
  stopServing = serveFrom(server)
  client = createQueryClient()
  const callbacks = new Set<() => void>()
  page = {
    isAway: false,
    isHidden: () => page.isAway,
    onChange: (callback) => {
      callbacks.add(callback)
      return () => callbacks.delete(callback)
    },
    change: () => {
      for (const callback of callbacks) callback()
    },
  }
  stop = startLive({ url: '/api/live', client, page })
})

afterEach(async () => {
  stop()
  for (const id of Object.keys(getLiveRuns())) dropLiveRun(id)
  client.clear()
  stopServing()
  await server.close()
})

function conversation(id: string): Conversation {
  const settings = null
  return {
    id,
    kind: 'chat',
    title: id,
    createdAt: 1,
    updatedAt: 1,
    pinnedAt: null,
    headId: null,
    settings,
    messages: [],
    runs: [],
    toolCalls: [],
    marks: [],
  }
}

function run(change: Partial<Run> = {}): Run {
  return newRun({
    id: newId(),
    source: 'chat',
    conversationId: 'c',
    messageId: 'm',
    upstream: 'sandbox',
    isSandbox: true,
    model: 'claude-opus-5-5',
    apiVersion: '2023-06-01',
    status: 'streaming',
    httpStatus: 200,
    createdAt: 1,
    ...change,
  })
}

/** Frame number `seq` of a stream that says "1 2 3 …". */
function frame(runId: string, seq: number): LiveEvent {
  const delta = { type: 'text_delta', text: `${seq} ` }
  return {
    type: 'frame',
    runId,
    seq,
    at: seq,
    data: { type: 'content_block_delta', index: 0, delta },
  }
}

const frames = (runId: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => frame(runId, from + i))
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i} `).join('')
const textOf = (runId: string) => getLiveRuns()[runId]?.fold.message?.content[0]?.text ?? ''

/** A later change of another conversation is fetched; until then nothing of this one was. */
async function expectNoFetchOf(id: string, connection: LiveConnection, changes: number) {
  client.setQueryData(conversationQuery('other').queryKey, conversation('other'))
  const end = new QueryObserver(client, conversationQuery('other')).subscribe(() => {})
  connection.send({ type: 'changed', changes, conversationId: 'other' })
  await expect.poll(() => server.calls).toContain('GET /api/conversations/other')
  expect(server.calls).not.toContain(`GET /api/conversations/${id}`)
  end()
}

test('A connection is open as soon as the page is, with nothing to watch yet', async () => {
  expect((await server.nextLive()).asked).toEqual([])
})

test('Runs added together are asked for together, over one connection', async () => {
  const first = await server.nextLive()
  const runs = Array.from({ length: 8 }, () => run())
  for (const one of runs) addLiveRun(one)
  const second = await server.nextLive()
  expect(second.asked.sort()).toEqual(runs.map(({ id }) => `${id}:0`).sort())
  await first.closed
  await expect.poll(() => server.openLive().now).toBe(1)
})

test('After a drop the tab comes back with its cursor, and no event is lost or doubled', async () => {
  const one = run()
  addLiveRun(one)
  let connection = await server.nextLive()
  connection.send(HELLO, { type: 'snapshot', run: one, fold: EMPTY_FOLD, seq: 0 })
  let sent = 0
  for (const upTo of [3, 4, 9, 20]) {
    connection.send(...frames(one.id, sent + 1, upTo))
    await expect.poll(() => getLiveRuns()[one.id]?.seq).toBe(upTo)
    connection.drop()
    connection = await server.nextLive()
    expect(connection.asked).toEqual([`${one.id}:${upTo}`])
    connection.send(HELLO)
    sent = upTo
  }
  // A server that sends again what was folded before changes nothing.
  connection.send(...frames(one.id, 15, 22))
  await expect.poll(() => textOf(one.id)).toBe(numbers(1, 22))
})

test('A gap in the numbers asks for a snapshot, and what comes after the gap is not taken', async () => {
  const one = run()
  addLiveRun(one)
  const connection = await server.nextLive()
  connection.send(HELLO, { type: 'snapshot', run: one, fold: EMPTY_FOLD, seq: 0 })
  connection.send(frame(one.id, 1), frame(one.id, 3), frame(one.id, 4))
  const next = await server.nextLive()
  expect(next.asked).toEqual([`${one.id}:0`])
  expect(textOf(one.id)).toBe('1 ')
  const fold = { ...EMPTY_FOLD, isDone: false }
  next.send(HELLO, { type: 'snapshot', run: one, fold, seq: 4 }, frame(one.id, 5))
  await expect.poll(() => textOf(one.id)).toBe('5 ')
})

test('A hidden tab gives its connection up and takes it again with its cursors', async () => {
  const one = run()
  addLiveRun(one)
  const connection = await server.nextLive()
  connection.send(HELLO, { type: 'snapshot', run: one, fold: EMPTY_FOLD, seq: 0 })
  connection.send(...frames(one.id, 1, 5))
  await expect.poll(() => getLiveRuns()[one.id]?.seq).toBe(5)
  page.isAway = true
  page.change()
  await connection.closed
  addLiveRun(run({ id: 'added-while-hidden' }))
  await vi.waitFor(() => expect(server.openLive().now).toBe(0))
  page.isAway = false
  page.change()
  expect((await server.nextLive()).asked).toEqual([`${one.id}:5`, 'added-while-hidden:0'])
})

test('The end of a run is in the cache without a fetch, and the arriving run is gone', async () => {
  const one = run()
  client.setQueryData(conversationQuery('c').queryKey, { ...conversation('c'), runs: [one] })
  const observer = new QueryObserver(client, conversationQuery('c'))
  const end = observer.subscribe(() => {})
  addLiveRun(one)
  const connection = await server.nextLive()
  const ended = run({ ...one, status: 'complete', endedAt: 2 })
  connection.send(HELLO, { type: 'run', run: ended })
  connection.send({ type: 'ended', changes: 1, runId: one.id, conversationId: 'c' })
  await expect.poll(() => getLiveRuns()[one.id]).toBeUndefined()
  expect(client.getQueryData(conversationQuery('c').queryKey)?.runs).toEqual([ended])
  await expectNoFetchOf('c', connection, 2)
  end()
})

test('The notice of a turn that is drawn already is not fetched; that of another tab is', async () => {
  const observer = new QueryObserver(client, conversationQuery('c'))
  const turn = { id: 'm', conversationId: 'c', parentId: null, createdAt: 1, content: null }
  client.setQueryData(conversationQuery('c').queryKey, {
    ...conversation('c'),
    messages: [{ ...turn, role: 'assistant', runId: 'mine' }],
  })
  const end = observer.subscribe(() => {})
  const connection = await server.nextLive()
  connection.send(HELLO, { type: 'started', changes: 1, runId: 'mine', conversationId: 'c' })
  await expectNoFetchOf('c', connection, 2)
  connection.send({ type: 'started', changes: 3, runId: 'theirs', conversationId: 'c' })
  await expect.poll(() => server.calls).toContain('GET /api/conversations/c')
  end()
})

test('The end of a run that was not watched here is fetched, though another ended in the same moment', async () => {
  const [one, other] = [run(), run()]
  const { queryKey } = conversationQuery('c')
  client.setQueryData(queryKey, { ...conversation('c'), runs: [one, other] })
  const end = new QueryObserver(client, conversationQuery('c')).subscribe(() => {})
  addLiveRun(one)
  const connection = await server.nextLive()
  connection.send(HELLO, { type: 'run', run: { ...one, status: 'complete', endedAt: 2 } })
  connection.send({ type: 'ended', changes: 1, runId: other.id, conversationId: 'c' })
  await expect.poll(() => server.calls).toContain('GET /api/conversations/c')
  end()
})

test('A change of a conversation is fetched, though its turn that is drawn began in the same moment', async () => {
  const { queryKey } = conversationQuery('c')
  const turn = { id: 'm', conversationId: 'c', parentId: null, createdAt: 1, content: null }
  client.setQueryData(queryKey, {
    ...conversation('c'),
    messages: [{ ...turn, role: 'assistant', runId: 'mine' }],
  })
  const end = new QueryObserver(client, conversationQuery('c')).subscribe(() => {})
  const connection = await server.nextLive()
  connection.send(HELLO, { type: 'changed', changes: 1, conversationId: 'c' })
  connection.send({ type: 'started', changes: 2, runId: 'mine', conversationId: 'c' })
  await expect.poll(() => server.calls).toContain('GET /api/conversations/c')
  end()
})

test('The row of a comparison hears of what its columns begin and end, though that is drawn already', async () => {
  const one = run()
  addLiveRun(one)
  const list = conversationsQuery()
  const end = new InfiniteQueryObserver(client, list).subscribe(() => {})
  await expect.poll(() => client.getQueryData(list.queryKey)).toBeDefined()
  const { queryKey } = conversationQuery('c')
  const turn = { id: 'm', conversationId: 'c', parentId: null, createdAt: 1, content: null }
  client.setQueryData(queryKey, {
    ...{ ...conversation('c'), kind: 'column', runs: [one] },
    messages: [{ ...turn, role: 'assistant', runId: one.id }],
  })
  const connection = await server.nextLive()
  const asked = () => server.calls.filter((call) => call === 'GET /api/conversations?ids=c').length
  connection.send(HELLO, { type: 'started', changes: 1, runId: one.id, conversationId: 'c' })
  await expect.poll(asked).toBe(1)
  connection.send({ type: 'run', run: { ...one, status: 'complete', endedAt: 2 } })
  connection.send({ type: 'ended', changes: 2, runId: one.id, conversationId: 'c' })
  await expect.poll(asked).toBe(2)
  await expectNoFetchOf('c', connection, 3)
  end()
})

test.each([
  ['another boot', { ...HELLO, boot: 'boot-2' }],
  ['a count of changes that moved', { ...HELLO, changes: 3 }],
] as const)('A hello with %s fetches again what is in view', async (_what, hello) => {
  client.setQueryData(conversationQuery('c').queryKey, conversation('c'))
  const end = new QueryObserver(client, conversationQuery('c')).subscribe(() => {})
  const connection = await server.nextLive()
  connection.send(HELLO)
  connection.end()
  const next = await server.nextLive()
  next.send(hello)
  await expect.poll(() => server.calls).toEqual(['GET /api/conversations/c'])
  end()
})

test('Calls of tools that come after a gap are drawn, and everything in view is fetched again', async () => {
  client.setQueryData(conversationQuery('c').queryKey, conversation('c'))
  const end = new QueryObserver(client, conversationQuery('c')).subscribe(() => {})
  const connection = await server.nextLive()
  const place = { conversationId: 'c', messageId: 'm' }
  connection.send(HELLO, { type: 'calls', changes: 2, ...place, calls: [] })
  await expect.poll(() => server.calls).toEqual(['GET /api/conversations/c'])
  end()
})

test('A conversation that has changed while nothing drew it is fetched when it is drawn, whatever was told of it meanwhile', async () => {
  const { queryKey } = conversationQuery('c')
  const one = { ...run(), status: 'complete' as const }
  client.setQueryData(queryKey, { ...conversation('c'), runs: [one] })
  const connection = await server.nextLive()
  connection.send(HELLO)
  connection.end()
  const next = await server.nextLive()
  next.send({ ...HELLO, changes: 3 }, { type: 'run', run: { ...one, model: 'told' } })
  await expect.poll(() => client.getQueryData(queryKey)?.runs[0]?.model).toBe('told')
  const end = new QueryObserver(client, conversationQuery('c')).subscribe(() => {})
  await expect.poll(() => server.calls).toContain('GET /api/conversations/c')
  end()
})

test('A run that the server does not know is let go, and its conversation is fetched again', async () => {
  const one = run()
  client.setQueryData(conversationQuery('c').queryKey, conversation('c'))
  const end = new QueryObserver(client, conversationQuery('c')).subscribe(() => {})
  addLiveRun(one)
  const connection = await server.nextLive()
  connection.send(HELLO, { type: 'unknown', runId: one.id })
  await expect.poll(() => getLiveRuns()[one.id]).toBeUndefined()
  await expect.poll(() => server.calls).toEqual(['GET /api/conversations/c'])
  end()
})

test('Never are two connections in use, however often the set of runs changes', async () => {
  const ids: string[] = []
  for (let i = 0; i < 5; i++) {
    const connection = await server.nextLive()
    connection.send(HELLO)
    const one = run()
    ids.push(one.id)
    addLiveRun(one)
  }
  const last = await server.nextLive()
  expect(last.asked.map((asked) => asked.split(':')[0]).sort()).toEqual(ids.sort())
  // A socket takes a moment to close after the tab has let it go.
  await expect.poll(() => server.openLive().now).toBe(1)
  expect(server.openLive().most).toBeLessThanOrEqual(2)
})

test('A run that a slow fetch brings back after its end was told is asked for again', async () => {
  const one = run()
  const ended = { ...one, status: 'complete' as const, endedAt: 2 }
  addLiveRun(one)
  const connection = await server.nextLive()
  connection.send(HELLO, { type: 'run', run: ended })
  await expect.poll(() => getLiveRuns()[one.id]).toBeUndefined()
  addLiveRun(one)
  const next = await server.nextLive()
  next.send(HELLO, { type: 'run', run: ended })
  await expect.poll(() => getLiveRuns()[one.id]).toBeUndefined()
})
