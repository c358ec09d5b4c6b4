import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { hasEnded } from '@/lib/domain/run'
import { BUILTIN_TOOLS } from '@/lib/domain/tools/builtin'
import { resultBlocks } from '@/lib/domain/tools/loop'
import { call, isOver, LoopBed, rules, waits } from '../harness/loop-bed'
import { createParleyClient, newTurn } from '../harness/parley-client'
import { callEvents, encodeEvents, pausedEvents } from '../harness/upstream/answers'
import { stream } from '../harness/upstream/script'

let bed: LoopBed
beforeAll(async () => {
  bed = await LoopBed.open()
})
beforeEach(() => bed.reset())
afterAll(() => bed.close())

const calculator = BUILTIN_TOOLS.filter(({ id }) => id === 'builtin:calculator').map(
  ({ id, definition }) => ({ id, definition }),
)

describe('a tool loop', () => {
  it('Answers parallel calls in one turn, with the very request that they were asked in before it', async () => {
    bed.asking(
      call('toolu_a', 'calculator', { expression: '17 * 23' }),
      call('toolu_b', 'calculator', { expression: '1 / 0' }),
    )
    const turn = await bed.ask(calculator)
    const { toolCalls } = await bed.until(turn, isOver)
    const [first, second] = [await bed.bodyOf(1), await bed.bodyOf(2)]
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
    bed.asking(call('toolu_s', 'calculator', { expression: '5 * 7' }))
    const turn = await bed.ask(calculator, { loop: { mode: 'step', maxSteps: 10, budget: null } })
    const held = await bed.until(turn, waits('done'))
    const [one] = held.toolCalls
    if (one === undefined) throw new Error('There is no call.')
    expect(one.result).toEqual({ content: '35', isError: false })
    const result = { content: 'thirty-five', isError: false }
    expect((await bed.act(one, { act: 'answer', result })).status).toBe(200)
    expect(bed.upstream.requests).toHaveLength(1)
    const next = newTurn('', {
      ...{ conversationId: turn.conversationId, parentId: turn.assistantMessageId },
      userMessage: { id: newId(), content: resultBlocks([{ ...one, result }]) },
      settings: turn.settings,
    })
    await createParleyClient(bed.parley.url).start(next)
    const done = await bed.until(turn, isOver)
    expect(done.toolCalls[0]).toMatchObject({
      isEdited: true,
      resultMessageId: next.userMessage?.id,
    })
    expect((await bed.bodyOf(2)).messages.at(-1)?.content).toEqual([
      { type: 'tool_result', tool_use_id: 'toolu_s', content: 'thirty-five' },
    ])
    expect((await bed.act(one, { act: 'answer', result })).status).toBe(409)
  })

  it('Does not run a call whose arguments do not fit the schema, and tells the model why', async () => {
    const tool = await bed.makeTool('count', rules('counted'), 'never')
    bed.asking(call('toolu_i', 'count', { n: 'many' }), call('toolu_j', 'count', '{"n": 1'))
    const turn = await bed.ask([tool])
    const { toolCalls } = await bed.until(turn, isOver)
    expect(toolCalls.map(({ note, startedAt }) => [note?.code, startedAt])).toEqual([
      ['invalidInput', null],
      ['invalidInput', null],
    ])
    expect((await bed.bodyOf(2)).messages.at(-1)?.content).toEqual([
      expect.objectContaining({ is_error: true, content: expect.stringContaining('n') }),
      expect.objectContaining({ is_error: true, content: expect.stringContaining('JSON') }),
    ])
  })

  it('Never runs what max_tokens cut, and leaves it out of what is sent next', async () => {
    bed.upstream.enqueue(
      stream(
        encodeEvents(
          callEvents([call('toolu_m', 'calculator', { expression: '1' })], 'max_tokens'),
        ),
      ),
    )
    const turn = await bed.ask(calculator)
    await createParleyClient(bed.parley.url).ended([turn.id])
    const next = newTurn('Go on.', {
      ...{ conversationId: turn.conversationId, parentId: turn.assistantMessageId },
      settings: turn.settings,
    })
    await createParleyClient(bed.parley.url).start(next)
    const { toolCalls } = await bed.until(turn, isOver)
    expect(toolCalls).toEqual([])
    expect((await bed.bodyOf(2)).messages.map(({ role }) => role)).toEqual(['user', 'user'])
  })

  it('Sends a paused answer back as it is, and stops at the limit of answers', async () => {
    const paused = stream(encodeEvents(pausedEvents('Still searching. ')))
    bed.upstream.setDefault(paused)
    const turn = await bed.ask(calculator, { loop: { mode: 'auto', maxSteps: 3, budget: null } })
    const over = await bed.until(
      turn,
      ({ runs }) => runs.filter((run) => hasEnded(run.status)).length === 3,
    )
    expect(over.messages.map(({ role }) => role)).toEqual(['user', ...Array(3).fill('assistant')])
    expect((await bed.bodyOf(3)).messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'assistant',
    ])
    expect(bed.upstream.requests).toHaveLength(3)
    await bed.nothingFollows()
  })

  it('Stops at the limit of answers also where no call is ever run, because no arguments fit', async () => {
    const tool = await bed.makeTool('misread', rules('read'), 'never')
    bed.upstream.setDefault(
      stream(encodeEvents(callEvents([call('toolu_w', 'misread', { n: 'x' })]))),
    )
    const turn = await bed.ask([tool], { loop: { mode: 'auto', maxSteps: 2, budget: null } })
    const held = await bed.until(turn, ({ toolCalls }) => toolCalls.length === 2)
    expect(held.toolCalls.at(-1)).toMatchObject({ state: 'done', resultMessageId: null })
    expect(bed.upstream.requests).toHaveLength(2)
    await bed.nothingFollows()
  })

  it('Asks from the limit of answers on; once told to go on, it does so for as many again', async () => {
    const tool = await bed.makeTool('again', rules('ok'), 'never')
    for (const n of [1, 2, 3, 4]) bed.asking(call(`toolu_${n}`, 'again', {}))
    const turn = await bed.ask([tool], { loop: { mode: 'auto', maxSteps: 2, budget: null } })
    for (const id of ['toolu_2', 'toolu_4']) {
      const asked = await bed.until(turn, ({ toolCalls }) =>
        toolCalls.some((one) => one.id === id && one.state === 'asking'),
      )
      const open = asked.toolCalls.find(({ state }) => state === 'asking')
      expect(open).toMatchObject({ id, note: { code: 'stepLimit', steps: 2 } })
      if (open !== undefined) await bed.act(open, { act: 'approve', isForConversation: false })
    }
    await bed.until(turn, isOver)
    expect(bed.upstream.requests).toHaveLength(5)
  })
})

describe('who is asked', () => {
  it('Each time, once in a conversation, or never, as the tool says; a refusal is told to the model', async () => {
    const each = await bed.makeTool('each_time', rules('each'), 'each')
    const once = await bed.makeTool('once_here', rules('once'), 'conversation')
    for (const n of [1, 2, 3]) {
      bed.asking(call(`toolu_e${n}`, 'each_time', {}), call(`toolu_o${n}`, 'once_here', {}))
    }
    const turn = await bed.ask([each, once])
    const states = (now: Conversation) => now.toolCalls.map(({ state }) => state).join()
    const first = await bed.until(turn, waits('asking'))
    for (const one of first.toolCalls) {
      await bed.act(one, { act: 'approve', isForConversation: one.name === 'once_here' })
    }
    const second = await bed.until(turn, (now) => states(now) === 'done,done,asking,done')
    const open = second.toolCalls.find(({ state }) => state === 'asking')
    if (open === undefined) throw new Error('Nobody is asked.')
    await bed.act(open, { act: 'deny' })
    const third = await bed.until(turn, (now) => now.toolCalls.length === 6)
    expect(third.toolCalls.at(-1)).toMatchObject({ name: 'once_here' })
    expect((await bed.bodyOf(3)).messages.at(-1)?.content).toMatchObject([
      { is_error: true, content: expect.stringContaining('did not allow') },
      { content: 'once' },
    ])
  })
})
