import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/domain/ids'
import { createParleyClient, newTurn, type ParleyClient } from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'

const MODELS = ['claude-opus-5-5', 'claude-haiku-4-5-20251001'] as const

let parley: ParleyServer
let client: ParleyClient
beforeAll(async () => {
  parley = await startParley()
  client = createParleyClient(parley.url)
})
afterAll(() => parley.stop())

function call(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { origin: parley.url, 'content-type': 'application/json' }
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  return fetch(parley.url + path, { method, headers, ...init })
}

const settingsOf = (model: string, effort: 'low' | 'high' = 'high') => ({
  ...newTurn('').settings,
  ...{ upstream: 'sandbox', model, effort },
})

/** Asks in a conversation, and waits for the answer. */
async function ask(conversationId: string, model: string): Promise<string> {
  const turn = newTurn('Which is it?', { conversationId, settings: settingsOf(model) })
  await client.start(turn)
  await client.ended([turn.id])
  return turn.id
}

describe('marks of answers', () => {
  it('A thumb and a note are kept with the run, each by itself, and told to the other tabs', async () => {
    const conversationId = newId()
    const runId = await ask(conversationId, MODELS[0])
    expect((await client.conversation(conversationId))?.marks).toEqual([])
    const told = client.until(conversationId, ({ marks }) => marks.length > 0)
    const path = `/api/runs/${runId}/mark`
    await call('PATCH', path, { thumb: 1 })
    expect((await told).marks).toEqual([{ runId, thumb: 1, note: '' }])
    expect(await (await call('PATCH', path, { note: ' Good, but long ' })).json()).toEqual({
      ...{ runId, thumb: 1, note: 'Good, but long' },
    })
    await call('PATCH', path, { thumb: 0 })
    const note = { runId, thumb: 0, note: 'Good, but long' }
    expect((await client.conversation(conversationId))?.marks).toEqual([note])
    await call('PATCH', path, { note: '' })
    expect((await client.conversation(conversationId))?.marks).toEqual([])
  })

  it('What is no thumb, too long a note and a run that is not there are refused', async () => {
    const path = `/api/runs/${await ask(newId(), MODELS[0])}/mark`
    expect((await call('PATCH', path, { thumb: 2 })).status).toBe(400)
    expect((await call('PATCH', path, { note: 'x'.repeat(10_001) })).status).toBe(400)
    expect((await call('PATCH', path, { stars: 5 })).status).toBe(400)
    expect((await call('PATCH', `/api/runs/${newId()}/mark`, { thumb: 1 })).status).toBe(404)
  })
})
