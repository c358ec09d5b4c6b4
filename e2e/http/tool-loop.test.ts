import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation, StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { hasEnded } from '@/lib/domain/run'
import type { Answer, Approval } from '@/lib/domain/tools/answer'
import { BUILTIN_TOOLS } from '@/lib/domain/tools/builtin'
import type { CallAct, ToolCall } from '@/lib/domain/tools/call'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { resultBlocks } from '@/lib/domain/tools/loop'
import type { ToolLibrary } from '@/lib/domain/tools/tool'
import type { MessagesBody } from '@/lib/wire/types'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { createParleyClient, newTurn, upstreamEnv } from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'
import { callEvents, encodeEvents, pausedEvents, textEvents } from '../harness/upstream/answers'
import { stream } from '../harness/upstream/script'

let upstream: FakeUpstream
let parley: ParleyServer
const dataDir = mkdtempSync(join(tmpdir(), 'parley-loop-'))
const start = () => startParley({ env: upstreamEnv(upstream.url), dataDir })
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await start()
})
beforeEach(() => {
  upstream.reset()
  upstream.setDefault(stream(encodeEvents(textEvents(3))))
})
afterAll(async () => {
  await parley.stop()
  await upstream.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function send(path: string, body: unknown): Promise<Response> {
  const headers = { origin: parley.url, 'content-type': 'application/json' }
  return fetch(parley.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** A tool of the library, as it is chosen. */
async function makeTool(name: string, answer: Answer, approval: Approval): Promise<ChosenTool> {
  const id = newId()
  const input_schema = { type: 'object' as const, properties: { n: { type: 'integer' } } }
  const made = await send('/api/tools', {
    ...{ id, answer, approval },
    definition: { name, description: `The tool ${name}.`, input_schema },
  })
  const { tools }: ToolLibrary = await made.json()
  const tool = tools.find((one) => one.id === id)
  if (tool === undefined) throw new Error(`The tool ${name} was not kept.`)
  return { id, definition: tool.definition }
}

const calculator = BUILTIN_TOOLS.filter(({ id }) => id === 'builtin:calculator').map(
  ({ id, definition }) => ({ id, definition }),
)
const rules = (content: string, delayMs = 0): Answer => ({
  by: 'rules',
  rules: [{ when: [], result: { content, isError: false }, delayMs }],
})
const call = (id: string, name: string, input: unknown) => ({ id, name, input })
const asking = (...calls: { id: string; name: string; input: unknown }[]) =>
  upstream.enqueue(stream(encodeEvents(callEvents(calls))))

async function ask(tools: ChosenTool[], over: Partial<StartRun['settings']> = {}) {
  const turn = newTurn('Please.')
  turn.settings = { ...turn.settings, tools, ...over }
  await createParleyClient(parley.url).start(turn)
  return turn
}

/** The conversation once something holds of it. */
const until = (id: string, holds: (now: Conversation) => boolean) =>
  createParleyClient(parley.url).until(id, holds)
/** The answer in view asks for nothing any more. */
const isOver = ({ headId, runs }: Conversation) => {
  const head = runs.find(({ messageId }) => messageId === headId)
  return head?.status === 'complete' && head.message?.stop_reason === 'end_turn'
}
const waits =
  (...states: ToolCall['state'][]) =>
  (now: Conversation) =>
    now.toolCalls.length > 0 && now.toolCalls.every(({ state }) => states.includes(state))

const act = (turn: StartRun, { messageId, id }: ToolCall, what: CallAct) =>
  send(`/api/conversations/${turn.conversationId}/turns/${messageId}/calls/${id}`, what)

/** Resolves once whatever a loop would have done next is done: another answer takes longer than a step of one. */
async function nothingFollows(): Promise<void> {
  const before = upstream.requests.length
  upstream.setDefault(stream(encodeEvents(textEvents(3))))
  const turn = await ask([])
  await until(turn.conversationId, isOver)
  expect(upstream.requests).toHaveLength(before + 1)
}

/** What the upstream was asked at call number `nth`, from 1. */
async function bodyOf(nth: number): Promise<MessagesBody> {
  return JSON.parse((await upstream.nthRequest(nth)).body.toString())
}

describe('a tool loop', () => {
  it('Answers parallel calls in one turn, with the very request that they were asked in before it', async () => {
    asking(
      call('toolu_a', 'calculator', { expression: '17 * 23' }),
      call('toolu_b', 'calculator', { expression: '1 / 0' }),
    )
    const turn = await ask(calculator)
    const { toolCalls } = await until(turn.conversationId, isOver)
    const [first, second] = [await bodyOf(1), await bodyOf(2)]
    expect(second).toEqual({
      ...first,
      messages: [
        ...first.messages,
        {
          role: 'assistant',
          content: ['17 * 23', '1 / 0'].map((expression, i) => ({
            ...{ type: 'tool_use', id: `toolu_${'ab'[i]}`, name: 'calculator' },
            input: { expression },
          })),
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_a', content: '391' },
            {
              ...{ type: 'tool_result', tool_use_id: 'toolu_b', is_error: true },
              content: expect.any(String),
            },
          ],
        },
      ],
    })
    expect(toolCalls.map(({ state, by }) => [state, by])).toEqual([
      ['done', 'builtin'],
      ['done', 'builtin'],
    ])
  })

  it('Holds the results back where it goes step by step, takes an edit, and sends it once', async () => {
    asking(call('toolu_s', 'calculator', { expression: '5 * 7' }))
    const turn = await ask(calculator, { loop: { mode: 'step', maxSteps: 10, budget: null } })
    const held = await until(turn.conversationId, waits('done'))
    const [one] = held.toolCalls
    if (one === undefined) throw new Error('There is no call.')
    expect(one.result).toEqual({ content: '35', isError: false })
    const result = { content: 'thirty-five', isError: false }
    expect((await act(turn, one, { act: 'answer', result })).status).toBe(200)
    expect(upstream.requests).toHaveLength(1)
    const next = newTurn('', {
      ...{ conversationId: turn.conversationId, parentId: turn.assistantMessageId },
      userMessage: { id: newId(), content: resultBlocks([{ ...one, result }]) },
      settings: turn.settings,
    })
    await createParleyClient(parley.url).start(next)
    const done = await until(turn.conversationId, isOver)
    expect(done.toolCalls[0]).toMatchObject({
      isEdited: true,
      resultMessageId: next.userMessage?.id,
    })
    expect((await bodyOf(2)).messages.at(-1)?.content).toEqual([
      { type: 'tool_result', tool_use_id: 'toolu_s', content: 'thirty-five' },
    ])
    expect((await act(turn, one, { act: 'answer', result })).status).toBe(409)
  })

  it('Does not run a call whose arguments do not fit the schema, and tells the model why', async () => {
    const tool = await makeTool('count', rules('counted'), 'never')
    asking(call('toolu_i', 'count', { n: 'many' }), call('toolu_j', 'count', '{"n": 1'))
    const turn = await ask([tool])
    const { toolCalls } = await until(turn.conversationId, isOver)
    expect(toolCalls.map(({ note, startedAt }) => [note?.code, startedAt])).toEqual([
      ['invalidInput', null],
      ['invalidInput', null],
    ])
    expect((await bodyOf(2)).messages.at(-1)?.content).toEqual([
      expect.objectContaining({ is_error: true, content: expect.stringContaining('n') }),
      expect.objectContaining({ is_error: true, content: expect.stringContaining('JSON') }),
    ])
  })

  it('Never runs what max_tokens cut, and leaves it out of what is sent next', async () => {
    upstream.enqueue(
      stream(
        encodeEvents(
          callEvents([call('toolu_m', 'calculator', { expression: '1' })], 'max_tokens'),
        ),
      ),
    )
    const turn = await ask(calculator)
    await createParleyClient(parley.url).ended([turn.id])
    const next = newTurn('Go on.', {
      ...{ conversationId: turn.conversationId, parentId: turn.assistantMessageId },
      settings: turn.settings,
    })
    await createParleyClient(parley.url).start(next)
    const { toolCalls } = await until(turn.conversationId, isOver)
    expect(toolCalls).toEqual([])
    expect((await bodyOf(2)).messages.map(({ role }) => role)).toEqual(['user', 'user'])
  })

  it('Sends a paused answer back as it is, and stops at the limit of answers', async () => {
    const paused = stream(encodeEvents(pausedEvents('Still searching. ')))
    upstream.setDefault(paused)
    const turn = await ask(calculator, { loop: { mode: 'auto', maxSteps: 3, budget: null } })
    const over = await until(
      turn.conversationId,
      ({ runs }) => runs.filter((run) => hasEnded(run.status)).length === 3,
    )
    expect(over.messages.map(({ role }) => role)).toEqual(['user', ...Array(3).fill('assistant')])
    expect((await bodyOf(3)).messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'assistant',
    ])
    expect(upstream.requests).toHaveLength(3)
    await nothingFollows()
  })

  it('Stops at the limit of answers also where no call is ever run, because no arguments fit', async () => {
    const tool = await makeTool('misread', rules('read'), 'never')
    upstream.setDefault(stream(encodeEvents(callEvents([call('toolu_w', 'misread', { n: 'x' })]))))
    const turn = await ask([tool], { loop: { mode: 'auto', maxSteps: 2, budget: null } })
    const held = await until(turn.conversationId, ({ toolCalls }) => toolCalls.length === 2)
    expect(held.toolCalls.at(-1)).toMatchObject({ state: 'done', resultMessageId: null })
    expect(upstream.requests).toHaveLength(2)
    await nothingFollows()
  })

  it('Asks from the limit of answers on, and goes on when it is told to', async () => {
    const tool = await makeTool('again', rules('ok'), 'never')
    asking(call('toolu_1', 'again', {}))
    asking(call('toolu_2', 'again', {}))
    const turn = await ask([tool], { loop: { mode: 'auto', maxSteps: 2, budget: null } })
    const asked = await until(turn.conversationId, ({ toolCalls }) =>
      toolCalls.some(({ state }) => state === 'asking'),
    )
    const open = asked.toolCalls.find(({ state }) => state === 'asking')
    expect(open).toMatchObject({ id: 'toolu_2', note: { code: 'stepLimit', steps: 2 } })
    if (open !== undefined) await act(turn, open, { act: 'approve', isForConversation: false })
    await until(turn.conversationId, isOver)
    expect(upstream.requests).toHaveLength(3)
  })
})

describe('who is asked', () => {
  it('Each time, once in a conversation, or never, as the tool says; a refusal is told to the model', async () => {
    const each = await makeTool('each_time', rules('each'), 'each')
    const once = await makeTool('once_here', rules('once'), 'conversation')
    for (const n of [1, 2, 3]) {
      asking(call(`toolu_e${n}`, 'each_time', {}), call(`toolu_o${n}`, 'once_here', {}))
    }
    const turn = await ask([each, once])
    const states = (now: Conversation) => now.toolCalls.map(({ state }) => state).join()
    const first = await until(turn.conversationId, waits('asking'))
    for (const one of first.toolCalls) {
      await act(turn, one, { act: 'approve', isForConversation: one.name === 'once_here' })
    }
    const second = await until(
      turn.conversationId,
      (now) => states(now) === 'done,done,asking,done',
    )
    const open = second.toolCalls.find(({ state }) => state === 'asking')
    if (open === undefined) throw new Error('Nobody is asked.')
    await act(turn, open, { act: 'deny' })
    const third = await until(turn.conversationId, (now) => now.toolCalls.length === 6)
    expect(third.toolCalls.at(-1)).toMatchObject({ name: 'once_here' })
    expect((await bodyOf(3)).messages.at(-1)?.content).toMatchObject([
      { is_error: true, content: expect.stringContaining('did not allow') },
      { content: 'once' },
    ])
  })
})

describe('stopping and starting', () => {
  it('Stop ends what runs and what waits; the results that say so go with the next turn', async () => {
    const slow = await makeTool('slow', rules('late', 60_000), 'never')
    const byHand = await makeTool('by_hand', { by: 'hand' }, 'never')
    asking(call('toolu_x', 'slow', {}), call('toolu_y', 'by_hand', {}))
    const turn = await ask([slow, byHand])
    await until(turn.conversationId, waits('running', 'waiting'))
    await send(`/api/conversations/${turn.conversationId}/calls/stop`, {})
    const stopped = await until(turn.conversationId, waits('done'))
    expect(stopped.toolCalls.map(({ note, result }) => [note?.code, result?.isError])).toEqual([
      ['stopped', true],
      ['stopped', true],
    ])
    expect(upstream.requests).toHaveLength(1)
    await nothingFollows()
  })

  it('A killed server finds its loops again: what has no effect runs anew, what may have one asks', async () => {
    const harmless = await makeTool('harmless', rules('safe', 1500), 'never')
    const url = 'https://203.0.113.1/none'
    const outside = await makeTool(
      'outside',
      { by: 'http', method: 'POST', url, headers: [], body: null },
      'never',
    )
    const byHand = await makeTool('person', { by: 'hand' }, 'never')
    const { dataDir: dir } = parley
    asking(
      call('toolu_h', 'harmless', {}),
      call('toolu_u', 'outside', {}),
      call('toolu_p', 'person', {}),
    )
    const turn = await ask([harmless, outside, byHand])
    const before = await until(turn.conversationId, (now) => now.toolCalls.length === 3)
    expect(before.toolCalls[0]?.state).toBe('running')
    await parley.kill()
    // As a process leaves it that goes in the middle of the call.
    const { default: Database } = await import('libsql')
    const db = new Database(join(dir, 'parley.db'))
    db.prepare("UPDATE tool_calls SET state = 'running', result = NULL WHERE id = 'toolu_u'").run()
    db.close()
    parley = await start()
    const after = await until(
      turn.conversationId,
      ({ toolCalls }) => toolCalls.map(({ state }) => state).join() === 'done,unknown,waiting',
    )
    expect(after.toolCalls[0]?.result).toEqual({ content: 'safe', isError: false })
    const [, unknown, waiting] = after.toolCalls
    if (unknown === undefined || waiting === undefined) throw new Error('Calls are gone.')
    await act(turn, unknown, { act: 'answer', result: { content: 'looked it up', isError: false } })
    await act(turn, waiting, { act: 'answer', result: { content: 'by hand', isError: true } })
    await until(turn.conversationId, isOver)
    expect((await bodyOf(2)).messages.at(-1)?.content).toEqual([
      { type: 'tool_result', tool_use_id: 'toolu_h', content: 'safe' },
      { type: 'tool_result', tool_use_id: 'toolu_u', content: 'looked it up' },
      { type: 'tool_result', tool_use_id: 'toolu_p', content: 'by hand', is_error: true },
    ])
  }, 60_000)
})
