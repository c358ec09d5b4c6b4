import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/domain/ids'
import { call, isOver, LoopBed, rules, waits } from '../harness/loop-bed'
import { createParleyClient, newTurn } from '../harness/parley-client'
import { callEvents, encodeEvents } from '../harness/upstream/answers'
import { json, stream } from '../harness/upstream/script'

let bed: LoopBed
beforeAll(async () => {
  bed = await LoopBed.open()
})
beforeEach(() => bed.reset())
afterAll(() => bed.close())

const HELD = { frames: [], refusal: 'silent' as const }
const STOPPED = { state: 'done', note: { code: 'stopped' }, result: { isError: true } }

describe('what ends a tool loop', () => {
  it('Stop ends what runs and what waits; the results that say so go with the next turn', async () => {
    const slow = await bed.makeTool('slow', rules('late', 60_000), 'never')
    const byHand = await bed.makeTool('by_hand', { by: 'hand' }, 'never')
    bed.asking(call('toolu_x', 'slow', {}), call('toolu_y', 'by_hand', {}))
    const turn = await bed.ask([slow, byHand])
    await bed.until(turn, waits('running', 'waiting'))
    await bed.send(`/api/conversations/${turn.conversationId}/calls/stop`, {})
    const { toolCalls } = await bed.until(turn, waits('done'))
    expect(toolCalls).toMatchObject([STOPPED, STOPPED])
    // What ran may have had its effect; what waited had none.
    expect(toolCalls.map(({ result }) => result?.content)).toEqual([
      expect.stringContaining('may not have run'),
      expect.stringContaining('was not run'),
    ])
    expect(bed.upstream.requests).toHaveLength(1)
    await bed.nothingFollows()
  })

  it('Stop keeps what a script had written to its console', async () => {
    const endless = (seconds: number) => ({
      ...{ by: 'javascript' as const, code: 'console.log("begun"); for (;;);' },
      ...{ seconds, megabytes: 16 },
    })
    const tool = await bed.makeTool('endless', endless(30), 'never')
    bed.asking(call('toolu_s', 'endless', {}))
    const turn = await bed.ask([tool])
    // Whether it has begun is seen only once it is stopped: it runs again beside one that has more time.
    for (let seconds = 0.25; ; seconds *= 2) {
      await bed.until(turn, waits('running'))
      const definition = { name: 'other', input_schema: { type: 'object' } }
      await bed.send('/api/tools/try', { definition, answer: endless(seconds), input: {} })
      await bed.send(`/api/conversations/${turn.conversationId}/calls/stop`, {})
      const { toolCalls } = await bed.until(turn, waits('done'))
      expect(toolCalls).toMatchObject([STOPPED])
      const [stopped] = toolCalls
      if (stopped === undefined || stopped.console.length > 0) {
        expect(stopped?.console).toEqual(['begun'])
        break
      }
      expect((await bed.act(stopped, { act: 'again' })).ok).toBe(true)
    }
  })

  it('A refusal runs nothing and sends nothing, whatever calls came before it; the thread goes on without it', async () => {
    const tool = await bed.makeTool('step', rules('stepped'), 'never')
    bed.asking(call('toolu_1', 'step', {}))
    const cut = callEvents([call('toolu_2', 'step', {})], 'refusal')
    bed.upstream.enqueue(stream(encodeEvents(cut)))
    const turn = await bed.ask([tool])
    const { runs, headId, toolCalls } = await bed.until(turn, ({ runs: all }) =>
      all.some(({ message }) => message?.stop_reason === 'refusal'),
    )
    expect(runs.at(-1)).toMatchObject({ status: 'complete', messageId: headId })
    expect(toolCalls.map(({ id }) => id)).toEqual(['toolu_1'])
    await bed.nothingFollows()
    const before = bed.upstream.requests.length
    const next = await bed.goOn(turn, 'Then tell me.', { parentId: headId })
    await bed.until(turn, isOver)
    const { messages } = await bed.bodyOf(before + 1)
    expect(messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1' }] },
      { role: 'user', content: [{ tool_use_id: 'toolu_1', content: 'stepped' }] },
      { role: 'user', content: next.userMessage?.content },
    ])
  })

  it('Deleting a turn stops what runs and what waits under it; brought back, nothing has gone on', async () => {
    const held = await bed.makeTool('held', bed.callElsewhere(), 'never')
    const byHand = await bed.makeTool('hand_under', { by: 'hand' }, 'never')
    bed.elsewhere.enqueue(HELD)
    bed.asking(call('toolu_r', 'held', {}), call('toolu_w', 'hand_under', {}))
    const turn = await bed.ask([held, byHand])
    const heard = await bed.elsewhere.nthRequest(1)
    await bed.until(turn, waits('running', 'waiting'))
    const path = `/api/conversations/${turn.conversationId}/turns/${turn.userMessage?.id}`
    expect((await bed.send(path, { deleted: true }, 'PATCH')).status).toBe(200)
    expect(await heard.closed).toEqual({ isAborted: true })
    await bed.send(path, { deleted: false }, 'PATCH')
    const back = await createParleyClient(bed.parley.url).conversation(turn.conversationId)
    expect(back?.headId).toBe(turn.assistantMessageId)
    expect(back?.toolCalls).toMatchObject([STOPPED, STOPPED])
    expect(bed.upstream.requests).toHaveLength(1)
    await bed.nothingFollows()
  })

  it('Deleting a conversation stops its answers and its tools; brought back, nothing has gone on', async () => {
    const held = await bed.makeTool('held_whole', bed.callElsewhere(), 'never')
    bed.elsewhere.enqueue(HELD)
    bed.asking(call('toolu_s', 'held_whole', {}))
    const turn = await bed.ask([held])
    const heard = await bed.elsewhere.nthRequest(1)
    const path = `/api/conversations/${turn.conversationId}`
    expect((await bed.send(path, { deleted: true }, 'PATCH')).status).toBe(200)
    expect(await heard.closed).toEqual({ isAborted: true })
    await bed.send(path, { deleted: false }, 'PATCH')
    const back = await createParleyClient(bed.parley.url).conversation(turn.conversationId)
    expect(back?.toolCalls).toMatchObject([STOPPED])
    expect(bed.upstream.requests).toHaveLength(1)
    await bed.nothingFollows()
  })

  it('Under a deleted turn nothing is run any more, also by a tab that has not heard of it', async () => {
    const held = await bed.makeTool('asked_late', bed.callElsewhere(), 'each')
    bed.asking(call('toolu_l', 'asked_late', {}))
    const turn = await bed.ask([held])
    const { toolCalls } = await bed.until(turn, waits('asking'))
    const path = `/api/conversations/${turn.conversationId}/turns/${turn.assistantMessageId}`
    await bed.send(path, { deleted: true }, 'PATCH')
    const [one] = toolCalls
    if (one === undefined) throw new Error('There is no call.')
    await bed.act(one, { act: 'again' })
    await bed.nothingFollows()
    expect(bed.elsewhere.requests).toEqual([])
  })
})

describe('results that are sent by hand', () => {
  it('Can stand in place of a call whose arguments do not fit, which nothing runs all the same', async () => {
    const tool = await bed.makeTool('unfit', bed.callElsewhere(), 'never')
    bed.asking(call('toolu_i', 'unfit', { n: 'x' }), call('toolu_j', 'unfit', '{"n": 1'))
    const turn = await bed.ask([tool], { loop: { mode: 'step', maxSteps: 10, budget: null } })
    const { toolCalls } = await bed.until(turn, waits('done'))
    const result = { content: 'by hand', isError: false }
    for (const one of toolCalls) {
      expect((await bed.act(one, { act: 'again' })).status).toBe(409)
      expect((await bed.act(one, { act: 'answer', result })).status).toBe(200)
      expect((await bed.act(one, { act: 'again' })).status).toBe(409)
    }
    const given = { state: 'done', note: { code: 'invalidInput' }, isEdited: true, result }
    expect((await bed.until(turn, waits('done'))).toolCalls).toMatchObject([given, given])
    expect(bed.elsewhere.requests).toEqual([])
  })

  it('Go back once, though two tabs send them; who wants another answer says so', async () => {
    const byHand = await bed.makeTool('once', { by: 'hand' }, 'never')
    bed.asking(call('toolu_o', 'once', {}))
    const turn = await bed.ask([byHand], { loop: { mode: 'step', maxSteps: 10, budget: null } })
    const { toolCalls } = await bed.until(turn, waits('waiting'))
    const [one] = toolCalls
    if (one === undefined) throw new Error('There is no call.')
    const result = { content: 'by hand', isError: false }
    expect((await bed.act(one, { act: 'answer', result })).status).toBe(200)
    const start = (hasNewResults: boolean) => {
      const content = [{ type: 'tool_result', tool_use_id: 'toolu_o', content: 'by hand' }]
      const next = newTurn('', {
        ...{ conversationId: turn.conversationId, parentId: turn.assistantMessageId },
        ...{ userMessage: { id: newId(), content }, settings: turn.settings, hasNewResults },
      })
      return bed.send('/api/runs', next)
    }
    const statuses = await Promise.all([start(true), start(true)])
    expect(statuses.map(({ status }) => status).sort()).toEqual([201, 409])
    const refused = statuses.find(({ status }) => status === 409)
    expect(await refused?.text()).toContain('have gone back already')
    expect((await start(false)).status).toBe(201)
    await bed.until(turn, isOver)
    expect(bed.upstream.requests).toHaveLength(3)
  })

  it('Are not needed by a loop that goes on by itself: what a person gave has gone back by the time that it is told', async () => {
    const byHand = await bed.makeTool('at_once', { by: 'hand' }, 'never')
    bed.asking(call('toolu_a', 'at_once', {}))
    const turn = await bed.ask([byHand])
    const { toolCalls } = await bed.until(turn, waits('waiting'))
    const [one] = toolCalls
    if (one === undefined) throw new Error('There is no call.')
    const given = await bed.act(one, {
      act: 'answer',
      result: { content: 'given', isError: false },
    })
    expect(await given.json()).toMatchObject({
      calls: [{ state: 'done', resultMessageId: expect.any(String) }],
    })
    await bed.until(turn, isOver)
  })
})

describe('a call whose tool is deleted', () => {
  it('Is told to be a person’s to answer, when it is let run and when it is asked for', async () => {
    const tool = await bed.makeTool('deleted', rules('ran'), 'each')
    bed.asking(call('toolu_d', 'deleted', {}))
    const turn = await bed.ask([tool])
    const { toolCalls } = await bed.until(turn, waits('asking'))
    await bed.send(`/api/tools/${tool.id}`, { deleted: true }, 'PATCH')
    const [one] = toolCalls
    if (one === undefined) throw new Error('There is no call.')
    await bed.act(one, { act: 'approve', isForConversation: false })
    const isGone = { state: 'waiting', by: 'hand', note: { code: 'toolGone' }, startedAt: null }
    expect((await bed.until(turn, waits('waiting'))).toolCalls).toMatchObject([isGone])
    bed.asking(call('toolu_e', 'deleted', {}))
    const later = await bed.ask([tool])
    expect((await bed.until(later, waits('waiting'))).toolCalls).toMatchObject([isGone])
  })
})

describe('a loop whose server is killed', () => {
  it('Is found again: what has no effect runs anew, what may have one asks', async () => {
    const harmless = await bed.makeTool('harmless', rules('late', 60_000), 'never')
    const outside = await bed.makeTool('outside', bed.callElsewhere(), 'never')
    const byHand = await bed.makeTool('person', { by: 'hand' }, 'never')
    bed.elsewhere.enqueue(HELD)
    bed.asking(
      call('toolu_h', 'harmless', {}),
      call('toolu_u', 'outside', {}),
      call('toolu_p', 'person', {}),
    )
    const turn = await bed.ask([harmless, outside, byHand])
    await bed.elsewhere.nthRequest(1)
    await bed.until(turn, waits('running', 'waiting'))
    // What runs now goes on as it began; what runs anew finds the tool as it is then.
    const { id } = harmless
    await bed.send(`/api/tools/${id}`, { answer: rules('safe') }, 'PATCH')
    await bed.killAndRestart()
    const after = await bed.until(
      turn,
      ({ toolCalls }) => toolCalls.map(({ state }) => state).join() === 'done,unknown,waiting',
    )
    expect(after.toolCalls[0]?.result).toEqual({ content: 'safe', isError: false })
    const [, unknown, waiting] = after.toolCalls
    if (unknown === undefined || waiting === undefined) throw new Error('Calls are gone.')
    expect(bed.elsewhere.requests).toHaveLength(1)
    bed.elsewhere.enqueue(json({ done: 'twice' }))
    await bed.act(unknown, { act: 'again' })
    await bed.act(waiting, { act: 'answer', result: { content: 'by hand', isError: true } })
    await bed.until(turn, isOver)
    expect((await bed.bodyOf(2)).messages.at(-1)?.content).toEqual([
      { type: 'tool_result', tool_use_id: 'toolu_h', content: 'safe' },
      { type: 'tool_result', tool_use_id: 'toolu_u', content: '{"done":"twice"}' },
      { type: 'tool_result', tool_use_id: 'toolu_p', content: 'by hand', is_error: true },
    ])
  }, 60_000)
})
