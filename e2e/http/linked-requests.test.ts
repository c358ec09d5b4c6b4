import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@/lib/domain/ids'
import type { LinkedRequestSummary, LinkRequest, OpenedRequest } from '@/lib/domain/linked-request'
import { isRecord } from '@/lib/wire/json'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import {
  createParleyClient,
  newTurn,
  type ParleyClient,
  upstreamEnv,
} from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'
import { encodeEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'
import { signedThought } from '../harness/upstream/signed-thought'

let upstream: FakeUpstream
let parley: ParleyServer
let client: ParleyClient
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: upstreamEnv(upstream.url) })
  client = createParleyClient(parley.url)
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
})

function post(path: string, body: unknown = {}, method = 'POST'): Promise<Response> {
  const headers = { origin: parley.url, 'content-type': 'application/json' }
  return fetch(parley.url + path, { method, headers, body: JSON.stringify(body) })
}

function lastSent(): unknown {
  const body: unknown = JSON.parse(upstream.requests.at(-1)?.body.toString() ?? 'null')
  return isRecord(body) ? body.messages : null
}

it('A request behind a link is what it was, signed thinking included, though its conversation is gone; each opening is a conversation of its own', async () => {
  upstream.enqueue(stream(encodeEvents(signedThought())))
  const first = newTurn('First')
  await client.start(first)
  await client.ended([first.id])
  const { conversationId, assistantMessageId: headId, settings } = first
  const asked: LinkRequest = { conversationId, headId, settings, account: null, text: 'Next' }
  const kept = await post('/api/requests', asked)
  expect(kept.status).toBe(201)
  const { id }: { id: string } = await kept.json()
  const headers = { origin: parley.url }
  await fetch(`${parley.url}/api/conversations/${conversationId}`, { method: 'DELETE', headers })

  const opened: OpenedRequest = await (await post(`/api/requests/${id}/open`)).json()
  expect(opened.text).toBe('Next')
  const made = await client.conversation(opened.conversationId)
  expect(made).toMatchObject({ title: 'First', settings })
  const next = newTurn(opened.text, {
    conversationId: opened.conversationId,
    parentId: made?.headId ?? null,
  })
  await client.start(next)
  await client.ended([next.id])
  expect(lastSent()).toMatchObject([
    { role: 'user', content: [{ type: 'text', text: 'First' }] },
    { role: 'assistant', content: [{ type: 'thinking', signature: 'c2lnbmVk' }, { type: 'text' }] },
    { role: 'user', content: [{ type: 'text', text: 'Next' }] },
  ])
  const again: OpenedRequest = await (await post(`/api/requests/${id}/open`)).json()
  expect(again.conversationId).not.toBe(opened.conversationId)
})

it('Opened apart, a request is a conversation of its own and nothing else is kept; while its last answer arrives it is refused', async () => {
  const gate = createGate()
  upstream.enqueue(stream(encodeEvents(signedThought()), { gate }))
  const first = newTurn('Slow')
  await client.start(first)
  const { conversationId, assistantMessageId: headId, settings } = first
  const asked: LinkRequest = { conversationId, headId, settings, account: null, text: 'Next' }
  expect((await post('/api/requests/open', asked)).status).toBe(409)
  expect((await post('/api/requests', asked)).status).toBe(409)
  gate.open()
  await client.ended([first.id])
  const opened: OpenedRequest = await (await post('/api/requests/open', asked)).json()
  expect(await client.conversation(opened.conversationId)).toMatchObject({
    messages: [{ role: 'user' }, { role: 'assistant' }],
  })
})

it('A request of no turns is kept too, and what is not there is a 404 that says what to do', async () => {
  const { settings } = newTurn('')
  const asked = { conversationId: null, headId: null, settings, account: null, text: '' }
  const { id }: { id: string } = await (await post('/api/requests', asked)).json()
  const opened: OpenedRequest = await (await post(`/api/requests/${id}/open`)).json()
  expect(await client.conversation(opened.conversationId)).toMatchObject({
    title: settings.model,
    headId: null,
    messages: [],
  })
  const unknown = await post(`/api/requests/${newId()}/open`)
  expect(unknown.status).toBe(404)
  expect(await unknown.text()).toContain('another Parley')
  const lost = { ...asked, conversationId: newId(), headId: newId() }
  expect((await post('/api/requests', lost)).status).toBe(404)
})

it('Links are listed, the latest first; one that was taken back opens nothing until that is undone', async () => {
  const { settings } = newTurn('')
  const make = async (text: string) => {
    const asked = { conversationId: null, headId: null, settings, account: null, text }
    const { id }: { id: string } = await (await post('/api/requests', asked)).json()
    return id
  }
  const [one, two] = [await make('One'), await make('Two')]
  const listed = async () => {
    const { requests }: { requests: LinkedRequestSummary[] } = await (
      await fetch(`${parley.url}/api/requests`)
    ).json()
    return requests.filter(({ id }) => id === one || id === two)
  }
  const { model } = settings
  expect(await listed()).toMatchObject([
    { id: two, title: 'Two', model },
    { id: one, title: 'One', model },
  ])
  const patch = (id: string, deleted: boolean) =>
    post(`/api/requests/${id}`, { deleted }, 'PATCH').then(({ status }) => status)
  expect(await patch(two, true)).toBe(200)
  expect((await listed()).map(({ id }) => id)).toEqual([one])
  const gone = await post(`/api/requests/${two}/open`)
  expect(gone.status).toBe(404)
  expect(await gone.text()).toContain('was taken back')
  expect(await patch(two, false)).toBe(200)
  expect((await post(`/api/requests/${two}/open`)).status).toBe(201)
  expect(await patch(newId(), true)).toBe(404)
})
