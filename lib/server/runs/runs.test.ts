import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusedUrl } from '@/e2e/harness/fake-upstream'
import { newTurn } from '@/e2e/harness/parley-client'
import { openRunsBed, type RunsBed, watch } from '@/e2e/harness/runs-bed'
import { encodeEvents, textAfter, textEvents } from '@/e2e/harness/upstream/answers'
import { createGate } from '@/e2e/harness/upstream/gate'
import { failure, json, stream } from '@/e2e/harness/upstream/script'
import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { DEFAULT_KEEPING } from '@/lib/domain/keeping'
import { getConversation } from '../store/conversations'
import { OWNER } from '../store/schema'

let bed: RunsBed
beforeEach(async () => {
  bed = await openRunsBed()
})
afterEach(() => bed.close())

const events = textEvents(20)
const frames = encodeEvents(events)
const textOf = (run: { message: { content: Record<string, unknown>[] } | null }) =>
  String(run.message?.content[0]?.text ?? '')

describe('the turn after an answer', () => {
  it('Holds an answer that has ended and is not stored yet; one that still arrives refuses it', async () => {
    const gate = createGate()
    bed.fake.enqueue(stream(frames, { gate }))
    const first = await bed.start('First')
    const { conversationId, assistantMessageId: parentId } = first
    await gate.release()
    await arrived(first.id, 1)
    const over = { conversationId, parentId }
    await expect(bed.start('Too early', over)).rejects.toMatchObject({ status: 409 })
    gate.open()
    await watch(bed.runs, first.id, (text) => text.includes('"type":"message_stop"'))
    const next = await bed.start('In time', over)
    await bed.ended(next.id)
    const sent = JSON.parse((await bed.fake.nthRequest(2)).body.toString())
    expect(sent.messages.map(({ role }: { role: string }) => role)).toEqual([
      'user',
      'assistant',
      'user',
    ])
  })
})

describe('an answer that has ended and cannot be stored yet', () => {
  it.each([true, false])('Is told whole to whoever asks (stream: %s)', async (isStreamed) => {
    await sql`CREATE TRIGGER full BEFORE UPDATE ON runs WHEN NEW.ended_at IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(bed.db)
    const settings = { ...newTurn('').settings, stream: isStreamed }
    const run = await bed.ended((await bed.start('Hi', { settings })).id)
    await sql`DROP TRIGGER full`.execute(bed.db)
    expect(run.status).toBe('complete')
    expect(textOf(run)).toBe('Hi')
  })
})

describe('a run that goes well', () => {
  it('Is complete after message_stop, with its text, its times and its log kept', async () => {
    bed.fake.enqueue(stream(frames, { headers: [['request-id', 'req_1']] }))
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run).toMatchObject({
      status: 'complete',
      error: null,
      requestId: 'req_1',
      httpStatus: 200,
    })
    expect(textOf(run)).toBe(textAfter(events, events.length))
    expect(run.timing.firstToken).toBeGreaterThanOrEqual(run.timing.firstEvent ?? Number.NaN)
    expect(run.timing.total).toBeGreaterThanOrEqual(run.timing.firstToken ?? Number.NaN)
    expect(await bed.db.selectFrom('run_logs').select('run_id').execute()).toEqual([
      { run_id: run.id },
    ])
    expect(await bed.db.selectFrom('run_chunks').selectAll().execute()).toEqual([])
  })

  it('Leaves no request and no log when nothing is to be kept, though that was decided while it ran', async () => {
    const gate = createGate()
    bed.fake.enqueue(stream(frames, { gate }))
    const under = await bed.start('Under way')
    await bed.fake.nthRequest(1)
    await bed.runs.pruner.configure({ ...DEFAULT_KEEPING, bodies: false })
    gate.open()
    await bed.ended(under.id)
    const after = await bed.start('After it')
    await bed.ended(after.id)
    await bed.runs.pruner.close()
    const runs = bed.db.selectFrom('runs').select(['request_body', 'body_bytes', 'status'])
    const bare = { request_body: null, body_bytes: null, status: 'complete' }
    expect(await runs.execute()).toEqual([bare, bare])
    expect(await bed.db.selectFrom('run_logs').selectAll().execute()).toEqual([])
    const { messages } = await getConversation(bed.db, OWNER, under.conversationId)
    expect(messages).toHaveLength(2)
    expect(textOf(await bed.runs.get(OWNER, under.id))).toBe(textAfter(events, events.length))
  })

  it('Commits the user turn before any byte leaves for upstream', async () => {
    const gate = createGate()
    bed.fake.enqueue(stream(frames, { gate }))
    const input = newTurn('Keep me')
    const starting = bed.runs.start(OWNER, input)
    await bed.fake.nthRequest(1)
    const { messages } = await getConversation(bed.db, OWNER, input.conversationId)
    expect(messages[0]).toMatchObject({
      role: 'user',
      content: [{ type: 'text', text: 'Keep me' }],
    })
    gate.open()
    await starting
    await bed.ended(input.id)
  })

  it('Sends what the settings say, with the key of the server and nothing of the browser', async () => {
    await bed.ended((await bed.start('Hi')).id)
    const request = await bed.fake.nthRequest(1)
    expect(JSON.parse(request.body.toString())).toEqual({
      model: 'fake-model',
      max_tokens: 1024,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      stream: true,
    })
    const names = Object.fromEntries(
      request.headers.map(([name, value]) => [name.toLowerCase(), value]),
    )
    expect(names).toMatchObject({
      'x-api-key': 'fake-upstream-key',
      'anthropic-version': '2023-06-01',
    })
  })

  it('Is one JSON answer where it is not streamed: the message, its usage, its length, no first token', async () => {
    const settings = { ...newTurn('').settings, stream: false }
    const { id } = await bed.start('Hi', { settings })
    const run = await bed.ended(id)
    expect(run).toMatchObject({ status: 'complete', httpStatus: 200, error: null })
    expect(textOf(run)).toBe('Hi')
    expect(run.message?.usage.output_tokens).toBeGreaterThan(0)
    expect(run.timing).toMatchObject({ firstEvent: null, firstToken: null, blocks: [] })
    expect(run.timing.total).toBeGreaterThan(0)
    const { body } = await bed.fake.nthRequest(1)
    expect(JSON.parse(body.toString()).stream).toBe(false)
  })

  it('Leaves out what the screen withheld, and joins the same start again', async () => {
    const settings = { ...newTurn('').settings, temperature: 0.5, topK: 40 }
    const start = await bed.start('Hi', { settings, withheld: ['temperature'] })
    await bed.ended(start.id)
    const body = JSON.parse((await bed.fake.nthRequest(1)).body.toString())
    expect(body).toMatchObject({ top_k: 40 })
    expect(body).not.toHaveProperty('temperature')
    expect(await bed.runs.start(OWNER, start)).toMatchObject({ isNew: false })
    const other = bed.runs.start(OWNER, { ...start, withheld: [] })
    await expect(other).rejects.toMatchObject({ status: 409 })
  })

  it('Is one turn and one upstream call, however often the same id is sent', async () => {
    const input = newTurn('Once')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => bed.runs.start(OWNER, input)),
    )
    await bed.ended(input.id)
    const again = await bed.runs.start(OWNER, input)
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(again.isNew).toBe(false)
    expect(bed.fake.requests).toHaveLength(1)
    const { messages } = await getConversation(bed.db, OWNER, input.conversationId)
    expect(messages).toHaveLength(2)
  })
})

describe('a start with the id of a run that is there', () => {
  const others: [what: string, over: (input: StartRun) => Partial<StartRun>][] = [
    [
      'another text',
      ({ userMessage }) => ({
        userMessage: { id: userMessage?.id ?? '', content: [{ type: 'text', text: 'Other' }] },
      }),
    ],
    ['another conversation', () => ({ conversationId: newId() })],
    ['another place for its answer', () => ({ assistantMessageId: newId() })],
    ['another model', ({ settings }) => ({ settings: { ...settings, model: 'other' } })],
    ['another length', ({ settings }) => ({ settings: { ...settings, maxTokens: 7 } })],
    ['another temperature', ({ settings }) => ({ settings: { ...settings, temperature: 0.5 } })],
    ['other stops', ({ settings }) => ({ settings: { ...settings, stopSequences: ['END'] } })],
    ['no stream', ({ settings }) => ({ settings: { ...settings, stream: false } })],
    ['another system prompt', ({ settings }) => ({ settings: { ...settings, system: 'Rhyme' } })],
  ]

  it.each(others)(
    'Is a conflict when it asks for %s, and drops nothing in silence',
    async (_, over) => {
      const input = await bed.start('Hi')
      await bed.ended(input.id)
      const other = bed.runs.start(OWNER, { ...input, ...over(input) })
      await expect(other).rejects.toMatchObject({ status: 409 })
      const { messages } = await getConversation(bed.db, OWNER, input.conversationId)
      expect(messages).toHaveLength(2)
      expect(bed.fake.requests).toHaveLength(1)
    },
  )

  it.each(others)('Is a conflict when both come at once and one asks for %s', async (_, over) => {
    const input = newTurn('Hi')
    const both = [input, { ...input, ...over(input) }].map((start) => bed.runs.start(OWNER, start))
    const [first, second] = await Promise.allSettled(both)
    expect(first).toMatchObject({ status: 'fulfilled', value: { isNew: true } })
    expect(second).toMatchObject({ status: 'rejected', reason: { status: 409 } })
    await bed.ended(input.id)
    expect(bed.fake.requests).toHaveLength(1)
  })

  it('Joins it when it asks for the same, with and without a turn of its own', async () => {
    const first = await bed.start('Hi', { settings: { ...newTurn('').settings, system: 'Rhyme' } })
    await bed.ended(first.id)
    const { conversationId, userMessage } = first
    const parentId = userMessage?.id ?? null
    const retry = await bed.start('', { conversationId, parentId, userMessage: null })
    await bed.ended(retry.id)
    for (const input of [first, retry]) {
      // As it comes over the wire once more.
      const again: StartRun = JSON.parse(JSON.stringify(input))
      expect(await bed.runs.start(OWNER, again)).toMatchObject({
        isNew: false,
        started: { run: { id: input.id } },
      })
    }
    expect(bed.fake.requests).toHaveLength(2)
  })
})

describe('a server that stops', () => {
  it('Takes no new turn, and says so', async () => {
    await bed.runs.close()
    await expect(bed.runs.start(OWNER, newTurn('Hi'))).rejects.toMatchObject({ status: 503 })
    expect(bed.fake.requests).toHaveLength(0)
  })
})

describe('a run whose upstream is careless', () => {
  it('Keeps a message that lacks what the wire promises, and costs no other run its end', async () => {
    bed.fake.setDefault(
      json({ type: 'message', content: [null, { type: 'text', text: 'Hi' }, { text: 'no type' }] }),
    )
    const turns = await Promise.all([bed.start('One'), bed.start('Two')])
    for (const { id } of turns) {
      const run = await bed.ended(id)
      expect(run.status).toBe('complete')
      expect(run.message).toMatchObject({ content: [{ type: 'text', text: 'Hi' }], usage: {} })
    }
    expect(bed.runs.liveCount).toBe(0)
    expect(bed.runs.journal.isFailing).toBe(false)
    const first = turns[0]
    if (first === undefined) throw new Error('unreachable')
    const { conversationId, assistantMessageId: parentId } = first
    await bed.ended((await bed.start('And?', { conversationId, parentId })).id)
  })
})

describe('a run with an event that is not JSON', () => {
  const withEvent = (event: string) => [
    ...frames.slice(0, 4),
    `event: ${event}\ndata: ok\n\n`,
    ...frames.slice(4),
  ]

  it('Passes over one of a name that is none of the answer’s', async () => {
    bed.fake.enqueue(stream(withEvent('heartbeat')))
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run.status).toBe('complete')
    expect(textOf(run)).toBe(textAfter(events, events.length))
  })

  it('Ends at one that should have been a piece of the answer', async () => {
    bed.fake.enqueue(stream(withEvent('content_block_delta')))
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run).toMatchObject({ status: 'interrupted', error: { fault: 'unreadable' } })
    expect(textOf(run)).toBe(textAfter(events, 4))
  })
})

describe('a run that is cut', () => {
  it.each(['end', 'fin', 'rst'] as const)(
    'By %s keeps the exact prefix and is never complete',
    async (how) => {
      const whole = frames.slice(0, 9).join('')
      bed.fake.enqueue(stream(frames, { cut: { atByte: whole.length + 7, how } }))
      const run = await bed.ended((await bed.start('Hi')).id)
      expect(run.status).toBe('interrupted')
      expect(run.error).toMatchObject({ origin: 'parley', type: 'api_error' })
      expect(textOf(run)).toBe(textAfter(events, 9))
    },
  )

  it('By an error event keeps its text and says the cause', async () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
    bed.fake.enqueue(stream([...frames.slice(0, 6), ...encodeEvents([error])]))
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run.status).toBe('interrupted')
    expect(run.error).toMatchObject({
      origin: 'upstream',
      type: 'overloaded_error',
      message: 'Overloaded',
    })
    expect(textOf(run)).toBe(textAfter(events, 6))
    expect(bed.fake.requests).toHaveLength(1)
  })

  it.each(['end', 'rst'] as const)(
    'By an error event says the upstream’s cause, though the connection ends by %s',
    async (how) => {
      const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
      const said = [...frames.slice(0, 6), ...encodeEvents([error])]
      const atByte = said.join('').length
      bed.fake.enqueue(stream([...said, ': more'], { cut: { atByte, how } }))
      const run = await bed.ended((await bed.start('Hi')).id)
      expect(run.error).toMatchObject({ origin: 'upstream', type: 'overloaded_error' })
    },
  )

  it.each([
    ['complete', frames],
    ['interrupted', [...frames.slice(0, 6), 'event: error\ndata: {"error":"Full"}\n\n']],
  ])(
    'Is %s when it has said so, though the upstream keeps the connection',
    async (status, said) => {
      bed.fake.enqueue(stream(said, { stallAtByte: said.join('').length }))
      const run = await bed.ended((await bed.start('Hi')).id)
      expect(run.status).toBe(status)
      expect(await bed.fake.requests[0]?.closed).toEqual({ isAborted: true })
    },
  )

  it('By a malformed event ends at once, though the upstream goes on', async () => {
    bed.fake.enqueue(
      stream([...frames.slice(0, 5), 'event: content_block_delta\ndata: {"type":\n\n'], {
        stallAtByte: 1e9,
      }),
    )
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run.status).toBe('interrupted')
    expect(textOf(run)).toBe(textAfter(events, 5))
  })

  it('By a person is stopped, closes the upstream socket and keeps its text', async () => {
    const gate = createGate()
    bed.fake.enqueue(stream(frames, { gate }))
    const { id } = await bed.start('Hi')
    const request = await bed.fake.nthRequest(1)
    for (let i = 0; i < 4; i++) await gate.release()
    await arrived(id, 4)
    const run = await bed.runs.stop(OWNER, id)
    expect(run.status).toBe('stopped')
    expect(textOf(run)).toBe(textAfter(events, 4))
    expect(await request.closed).toEqual({ isAborted: true })
  })
})

describe('a run that is refused', () => {
  it.each([429, 529, 500, 408])(
    'With %d tries again, then answers, and keeps what failed',
    async (status) => {
      bed.fake.enqueue(failure(status, 'overloaded_error', [['retry-after-ms', '5']]))
      bed.fake.enqueue(failure(status, 'overloaded_error', [['retry-after-ms', '5']]))
      bed.fake.enqueue(stream(frames))
      const run = await bed.ended((await bed.start('Hi')).id)
      expect(run).toMatchObject({
        status: 'complete',
        error: null,
        retries: [
          { httpStatus: status, attempt: 2, of: 4, waitMs: 5 },
          { httpStatus: status, attempt: 3, of: 4, waitMs: 5 },
        ],
      })
      expect(bed.fake.requests).toHaveLength(3)
    },
  )

  it('Gives up after four tries and says what the upstream said', async () => {
    bed.fake.setDefault(failure(529, 'overloaded_error', [['retry-after-ms', '5']]))
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run).toMatchObject({ status: 'failed', httpStatus: 529 })
    expect(run.error).toMatchObject({
      origin: 'upstream',
      type: 'overloaded_error',
      httpStatus: 529,
    })
    expect(bed.fake.requests).toHaveLength(4)
  })

  it.each([400, 401, 402, 403, 404, 413])('With %d is asked once', async (status) => {
    bed.fake.enqueue(failure(status, 'some_error'))
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run).toMatchObject({
      status: 'failed',
      error: { httpStatus: status, type: 'some_error' },
    })
    expect(bed.fake.requests).toHaveLength(1)
  })

  it('Takes a refusal whose body is cut as that refusal, and asks no second time', async () => {
    const script = failure(401, 'authentication_error')
    bed.fake.enqueue({ ...script, cut: { atByte: 12, how: 'rst' } })
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run).toMatchObject({ status: 'failed', httpStatus: 401 })
    expect(run.error).toMatchObject({ origin: 'upstream', type: 'authentication_error' })
    expect(bed.fake.requests).toHaveLength(1)
  })

  it('Holds no more of an error than an error needs, and hangs up', async () => {
    const frames = Array.from({ length: 40 }, () => 'x'.repeat(100_000))
    bed.fake.enqueue({ status: 400, frames, stallAtByte: 3_900_000 })
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run).toMatchObject({ status: 'failed', httpStatus: 400 })
    expect(await bed.fake.requests[0]?.closed).toEqual({ isAborted: true })
  })

  it('For longer than a run may wait fails at once and says when', async () => {
    bed.fake.enqueue(failure(429, 'rate_limit_error', [['retry-after', '86400']]))
    const run = await bed.ended((await bed.start('Hi')).id)
    expect(run.error).toMatchObject({ type: 'rate_limit_error', retryAfterMs: 86_400_000 })
    expect(bed.fake.requests).toHaveLength(1)
  })

  it('Is asked again at once when somebody does not want to wait, and says how long it waited', async () => {
    bed.fake.enqueue(failure(529, 'overloaded_error', [['retry-after', '30']]))
    bed.fake.enqueue(stream(frames))
    const { id } = await bed.start('Hi')
    await waiting(id)
    await bed.runs.tryNow(OWNER, id)
    const run = await bed.ended(id)
    expect(run).toMatchObject({ status: 'complete', retries: [{ attempt: 2, of: 4 }] })
    expect(run.retries[0]?.waitMs).toBeLessThan(30_000)
    expect(bed.fake.requests).toHaveLength(2)
  })

  it('Can be stopped while it waits', async () => {
    bed.fake.enqueue(failure(529, 'overloaded_error', [['retry-after', '30']]))
    const { id } = await bed.start('Hi')
    await waiting(id)
    expect((await bed.runs.stop(OWNER, id)).status).toBe('stopped')
    expect(bed.fake.requests).toHaveLength(1)
  })

  it('By nobody there tries again, then fails as unreachable', { timeout: 20_000 }, async () => {
    const other = await openRunsBed(await refusedUrl())
    const run = await other.ended((await other.start('Hi')).id)
    const error = { origin: 'parley', httpStatus: 502, fault: 'unreachable' }
    expect(run).toMatchObject({ status: 'failed', error })
    await other.close()
  })
})

describe('the tree of a conversation', () => {
  it('Holds both of two first turns that come at once', async () => {
    const first = newTurn('One')
    const second = newTurn('Two', { conversationId: first.conversationId })
    await Promise.all([first, second].map((turn) => bed.runs.start(OWNER, turn)))
    for (const { id } of [first, second]) await bed.ended(id)
    const { messages, title } = await getConversation(bed.db, OWNER, first.conversationId)
    expect(title).toBe('One')
    expect(messages.map(({ id, parentId }) => [id, parentId])).toEqual([
      [first.userMessage?.id, null],
      [first.assistantMessageId, first.userMessage?.id],
      [second.userMessage?.id, null],
      [second.assistantMessageId, second.userMessage?.id],
    ])
  })

  it('A retry is a sibling of the failed answer, not a second question', async () => {
    bed.fake.enqueue(failure(400, 'invalid_request_error'))
    const first = await bed.start('Hi')
    await bed.ended(first.id)
    const parentId = first.userMessage?.id ?? null
    const { conversationId } = first
    const second = await bed.start('', { conversationId, parentId, userMessage: null })
    await bed.ended(second.id)
    const { messages, headId } = await getConversation(bed.db, OWNER, conversationId)
    expect(messages.map(({ role, parentId: parent }) => [role, parent])).toEqual([
      ['user', null],
      ['assistant', parentId],
      ['assistant', parentId],
    ])
    expect(headId).toBe(second.assistantMessageId)
  })

  it('A turn of another conversation cannot be answered', async () => {
    const first = await bed.start('Hi')
    await bed.ended(first.id)
    const input = { ...newTurn('Hm'), parentId: first.assistantMessageId }
    await expect(bed.runs.start(OWNER, input)).rejects.toMatchObject({ status: 404 })
    const unknown = { ...newTurn('Hm'), parentId: newId(), userMessage: null }
    await expect(bed.runs.start(OWNER, unknown)).rejects.toMatchObject({ status: 404 })
  })

  it('A turn with an id that another turn has is a conflict, and is not sent', async () => {
    const first = await bed.start('Hi')
    await bed.ended(first.id)
    const { assistantMessageId } = first
    const input = { ...newTurn('Hm'), assistantMessageId }
    await expect(bed.runs.start(OWNER, input)).rejects.toMatchObject({ status: 409 })
    expect(bed.fake.requests).toHaveLength(1)
  })
})

/** Resolves when so many events of the run have arrived. */
function arrived(id: string, count: number): Promise<void> {
  return watch(bed.runs, id, (text) => text.includes(`"seq":${count}`))
}

/** Resolves when the run waits for its next attempt. */
function waiting(id: string): Promise<void> {
  return watch(bed.runs, id, (text) => text.includes('"retries":[{'))
}
