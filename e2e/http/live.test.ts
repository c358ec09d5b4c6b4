import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation } from '@/lib/domain/conversation'
import type { LiveEvent } from '@/lib/domain/live'
import { EMPTY_FOLD, type Fold, fold } from '@/lib/wire/accumulate'
import { createSseReader } from '@/lib/wire/sse'
import type { WireEvent } from '@/lib/wire/types'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { createParleyClient, newTurn, upstreamEnv } from '../harness/parley-client'
import { sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { encodeEvents, textAfter, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { createRandom } from '../harness/upstream/random'
import { stream } from '../harness/upstream/script'

let upstream: FakeUpstream
let parley: ParleyServer
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: upstreamEnv(upstream.url) })
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
})
beforeEach(() => upstream.reset())

const client = () => createParleyClient(parley.url)
const events = textEvents(150)
const frames = encodeEvents(events)

/** What a tab knows of one run. */
interface Watched {
  fold: Fold
  seq: number
  hasEnded: boolean
}

/** Opens the live connection for all runs at their cursors; `take` says when to leave. */
async function connect(
  runs: ReadonlyMap<string, Watched>,
  take: (event: LiveEvent) => boolean,
): Promise<void> {
  const query = [...runs].map(([id, { seq }]) => `${id}:${seq}`).join(',')
  const leave = new AbortController()
  const response = await fetch(`${parley.url}/api/live?runs=${query}`, { signal: leave.signal })
  const reader = createSseReader()
  try {
    for await (const bytes of response.body ?? []) {
      for (const { data } of reader.push(bytes)) {
        // The live connection speaks LiveEvents (lib/domain/live.ts).
        if (take(JSON.parse(data) as LiveEvent)) return
      }
    }
  } finally {
    leave.abort()
  }
}

describe('the live connection', () => {
  it('Carries eight runs over one connection that drops at random, and no event is lost or doubled', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1e6)
    const random = createRandom(seed)
    // Nothing flows before the tab listens, so that there is enough to drop.
    const gate = createGate()
    upstream.setDefault(stream(frames, { rate: 80, gate }))
    const turns = Array.from({ length: 8 }, () => newTurn('Hi'))
    await Promise.all(turns.map((turn) => client().start(turn)))
    const runs = new Map<string, Watched>(
      turns.map(({ id }) => [id, { fold: EMPTY_FOLD, seq: 0, hasEnded: false }]),
    )
    let drops = 0
    while ([...runs.values()].some(({ hasEnded }) => !hasEnded)) {
      let left = 10 + Math.floor(random() * 100)
      drops += 1
      await connect(runs, (event) => {
        gate.open()
        take(runs, event, `seed ${seed}`)
        left -= 1
        return left === 0 || [...runs.values()].every(({ hasEnded }) => hasEnded)
      })
    }
    expect(drops, `seed ${seed}`).toBeGreaterThan(3)
    for (const { id } of turns) {
      const kept = await client().run(id)
      expect(kept.status).toBe('complete')
      expect(kept.message?.content[0]?.text).toBe(textAfter(events, events.length))
    }
  })

  it('Gives a tab that knows nothing a snapshot of the text so far, and goes on from there', async () => {
    const gate = createGate()
    upstream.enqueue(stream(frames, { gate }))
    const turn = newTurn('Hi')
    await client().start(turn)
    for (let i = 0; i < 30; i++) await gate.release()
    const runs = new Map<string, Watched>([
      [turn.id, { fold: EMPTY_FOLD, seq: 0, hasEnded: false }],
    ])
    await connect(runs, (event) => {
      take(runs, event, '')
      return runs.get(turn.id)?.seq === 30
    })
    expect(runs.get(turn.id)?.fold.message?.content[0]?.text).toBe(textAfter(events, 30))
    gate.open()
    await client().ended([turn.id])
  })

  it('Tells other tabs that a run began and that it ended', async () => {
    const turn = newTurn('Hi')
    const told: LiveEvent[] = []
    const listening = connect(new Map(), (event) => {
      told.push(event)
      if (event.type === 'hello') void client().start(turn)
      return event.type === 'ended'
    })
    await listening
    const { id: runId, conversationId } = turn
    const of = { changes: expect.any(Number), runId, conversationId }
    expect(told).toContainEqual({ type: 'started', ...of })
    expect(told).toContainEqual({ type: 'ended', ...of })
  })

  it('Says of a run that does not exist that it is unknown', async () => {
    const runs = new Map<string, Watched>([
      ['nobody', { fold: EMPTY_FOLD, seq: 0, hasEnded: false }],
    ])
    const told: LiveEvent[] = []
    await connect(runs, (event) => told.push(event) === 2)
    expect(told[1]).toEqual({ type: 'unknown', runId: 'nobody' })
  })
})

describe('conversations', () => {
  const own = () => ({ origin: parley.url, 'content-type': 'application/json' })
  const at = (id: string) => `${parley.url}/api/conversations/${id}`

  it('Are listed, renamed, deleted and brought back with everything in them', async () => {
    const turn = newTurn('A first line\nand a second')
    await client().start(turn)
    await client().ended([turn.id])
    const id = turn.conversationId
    const list = await sendJson(`${parley.url}/api/conversations`)
    expect(list.json).toMatchObject({
      conversations: expect.arrayContaining([
        expect.objectContaining({ id, title: 'A first line' }),
      ]),
    })

    const renamed = await sendJson(at(id), {
      method: 'PATCH',
      headers: own(),
      body: '{"title":"Mine"}',
    })
    expect(renamed.json).toMatchObject({ id, title: 'Mine' })

    expect((await fetch(at(id), { method: 'DELETE', headers: own() })).status).toBe(204)
    expect((await sendJson(at(id))).status).toBe(404)
    await sendJson(at(id), { method: 'PATCH', headers: own(), body: '{"deleted":false}' })
    const back: Conversation | null = await client().conversation(id)
    expect(back).toMatchObject({
      title: 'Mine',
      messages: [{ role: 'user' }, { role: 'assistant' }],
    })
  })

  it.each([
    ['{"title":""}', 'title'],
    ['{"name":"x"}', 'name'],
    ['{oops', 'JSON'],
  ])(
    'A bad change %s is refused with the field’s name and changes nothing',
    async (body, named) => {
      const turn = newTurn('Hi')
      await client().start(turn)
      await client().ended([turn.id])
      const answer = await sendJson(at(turn.conversationId), {
        method: 'PATCH',
        headers: own(),
        body,
      })
      expect(answer.status).toBe(400)
      expect(answer.json).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } })
      expect(JSON.stringify(answer.json)).toContain(named)
      expect(await client().conversation(turn.conversationId)).toMatchObject({ title: 'Hi' })
    },
  )

  it('A run with an upstream that is not configured is refused, and nothing is stored', async () => {
    const turn = newTurn('Hi')
    const wrong = { ...turn, settings: { ...turn.settings, upstream: 'nowhere' } }
    await expect(client().start(wrong)).rejects.toThrow(/404.*nowhere/)
    expect(await client().conversation(turn.conversationId)).toBeNull()
  })
})

/** Folds one live event into what the tab knows; a frame out of order is a failure. */
function take(runs: Map<string, Watched>, event: LiveEvent, note: string): void {
  if (event.type === 'snapshot') {
    runs.set(event.run.id, { fold: event.fold, seq: event.seq, hasEnded: false })
  } else if (event.type === 'frame') {
    const run = runs.get(event.runId)
    expect(event.seq, note).toBe((run?.seq ?? 0) + 1)
    // Frames hold upstream's events as they came.
    const next = fold(run?.fold ?? EMPTY_FOLD, event.data as WireEvent)
    runs.set(event.runId, { fold: next, seq: event.seq, hasEnded: false })
  } else if (event.type === 'run' && event.run.endedAt !== null) {
    const known = runs.get(event.run.id) ?? { fold: EMPTY_FOLD, seq: 0 }
    runs.set(event.run.id, { ...known, hasEnded: true })
  }
}
