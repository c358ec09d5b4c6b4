import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEntries } from './entries'
import {
  assistant,
  HELLO,
  HOUR,
  MARK,
  MINUTE,
  serveCache,
  TURN,
  text,
  user,
  words,
} from './served-cache'

const { ask, send, clock, sandbox } = await serveCache()

describe('the prompt cache', () => {
  it('Item 38: a cached prefix moves from creation to read when it is repeated', async () => {
    const body = { system: [text(600, MARK)] }
    const size = 600 + TURN
    expect(await ask(body)).toEqual({ read: 0, written5m: size, written1h: 0, fresh: HELLO })
    expect(await ask(body)).toEqual({ read: size, written5m: 0, written1h: 0, fresh: HELLO })
  })

  it.each([
    ['claude-opus-5', 512],
    ['claude-opus-5-5', 512],
    ['claude-fable-5-2', 512],
    ['claude-haiku-5-5', 512],
    ['claude-sonnet-5-5', 1_024],
    ['claude-sonnet-4-5', 1_024],
    ['claude-sonnet-4-20250514', 1_024],
    ['claude-opus-4-8', 1_024],
    ['claude-opus-4-7', 2_048],
    ['claude-opus-4-6', 4_096],
    ['claude-haiku-4-5', 4_096],
  ])(
    'Item 38: on %s a prefix of %i tokens is cached, and one token less is not',
    async (model, least) => {
      const ofSize = (tokens: number) => ({ model, system: [text(tokens - TURN, MARK)] })
      expect(await ask(ofSize(least - 1))).toMatchObject({ read: 0, written5m: 0 })
      expect(await ask(ofSize(least - 1))).toMatchObject({ read: 0, written5m: 0 })
      expect(await ask(ofSize(least))).toMatchObject({ read: 0, written5m: least })
      expect(await ask(ofSize(least))).toMatchObject({ read: least, written5m: 0 })
    },
  )

  it.each([
    ['5 minutes', MARK, 5 * MINUTE],
    ['an hour', HOUR, 60 * MINUTE],
  ])('Item 38: an entry lives for %s from its last read', async (_, mark, life) => {
    const body = { system: [text(600, mark)] }
    await ask(body)
    for (let reading = 0; reading < 3; reading++) {
      clock.now += life - 1
      expect((await ask(body)).read).toBe(600 + TURN)
    }
    clock.now += life
    expect(await ask(body)).toMatchObject({ read: 0, fresh: HELLO })
  })

  it('Item 38: a read renews what it found before its breakpoint too, for the time of its writing', async () => {
    const opening = [user(text(600, HOUR))]
    const grown = (last: string) => [
      user(text(600)),
      assistant(text(1, undefined, 'Yes')),
      user(text(1, MARK, last)),
    ]
    await ask({ messages: opening })
    for (const last of ['red', 'green', 'blue']) {
      clock.now += 40 * MINUTE
      expect((await ask({ messages: grown(last) })).read).toBe(600 + TURN)
    }
    await ask({ messages: [user(text(600, MARK))] })
    clock.now += 40 * MINUTE
    expect((await ask({ messages: opening })).read).toBe(600 + TURN)
  })

  it('Item 38: a breakpoint finds what was cached up to 20 blocks back, itself the first', async () => {
    const turn = (blocks: number) =>
      user(...Array.from({ length: blocks }, () => text(10)), text(10, MARK))
    const head = [user(text(600)), assistant(text(1, undefined, 'Yes'))]
    await ask({ messages: [user(text(600, MARK))] })
    expect((await ask({ messages: [...head, turn(18)] })).read).toBe(0)
    // The marked block, 17 before it and the assistant's: the 20th is the first turn's.
    expect((await ask({ messages: [...head, turn(17)] })).read).toBe(600 + TURN)
  })

  it('Item 38: breakpoints divide what is written by their times, the longer first', async () => {
    const body = (last: object) => ({
      tools: [
        {
          name: 'look',
          input_schema: { type: 'object' },
          description: words(600),
          cache_control: HOUR,
        },
      ],
      system: [text(100, HOUR)],
      messages: [
        user(text(50, MARK)),
        assistant(text(20, undefined)),
        user(text(30, last), text(7)),
      ],
    })
    const first = await ask(body(MARK))
    expect(first.read).toBe(0)
    expect(first.written5m).toBe(50 + 20 + 30 + 3 * TURN)
    expect(first.written1h).toBeGreaterThan(600 + 100)
    expect(first.fresh).toBe(7 + 3)
    const second = await ask(body(MARK))
    expect(second).toEqual({
      read: first.written5m + first.written1h,
      written5m: 0,
      written1h: 0,
      fresh: first.fresh,
    })
    clock.now += 6 * MINUTE
    expect(await ask(body(MARK))).toMatchObject({
      read: first.written1h,
      written5m: first.written5m,
      written1h: 0,
    })
  })

  it('Item 38: an edited block loses all from it on, and what comes before it is read', async () => {
    const body = (say: string) => ({
      system: [text(600, MARK)],
      messages: [user(text(1, MARK, say)), assistant(text(30)), user(text(40, MARK))],
    })
    const first = await ask(body('red'))
    expect(await ask(body('blue'))).toMatchObject({
      read: 600 + TURN,
      written5m: first.written5m - 600 - TURN,
    })
    expect((await ask(body('red'))).read).toBe(first.written5m)
  })

  it('Item 38: models share nothing', async () => {
    const body = { system: [text(1_100, MARK)] }
    await ask(body)
    expect((await ask({ ...body, model: 'claude-opus-5-5' })).read).toBe(0)
    expect((await ask(body)).read).toBe(1_100 + TURN)
  })

  it('Item 38: neither moving a breakpoint nor writing a text as a string is a change', async () => {
    await ask({ system: [text(600, MARK)], messages: [user(text(30, MARK))] })
    const again = await ask({
      system: words(600),
      messages: [{ role: 'user', content: words(30) }],
      cache_control: MARK,
    })
    expect(again).toEqual({ read: 600 + 30 + 2 * TURN, written5m: 0, written1h: 0, fresh: 3 })
  })
})

describe('the cache is written', () => {
  it('by a call with max_tokens 0, which only warms it', async () => {
    const system = [text(600, MARK)]
    const { message } = await send({ system, max_tokens: 0 })
    expect(message).toMatchObject({ content: [], stop_reason: 'max_tokens' })
    expect(message.usage).toMatchObject({ output_tokens: 0, cache_creation_input_tokens: 604 })
    expect((await ask({ system })).read).toBe(604)
  })

  it('neither by a call that is answered with an error nor by count_tokens', async () => {
    const system = [text(600, MARK)]
    const failed = await send({
      system,
      messages: [user(text(1, undefined, '[[error=529]]'))],
    })
    expect(failed.status).toBe(529)
    const messages = [user(text(1, undefined, 'Hello'))]
    const counted = await sandbox.post(
      { model: 'claude-opus-5', system, messages },
      {},
      '/v1/messages/count_tokens',
    )
    expect((await counted.json()).input_tokens).toBe(604 + HELLO)
    expect(await ask({ system })).toMatchObject({ read: 0, written5m: 604 })
  })

  it('by a stream, whose first event tells of it', async () => {
    const body = {
      model: 'claude-opus-5',
      max_tokens: 1,
      system: [{ type: 'text' as const, text: words(600), cache_control: MARK }],
      messages: [{ role: 'user' as const, content: 'Hello' }],
    }
    for (const usage of [{ cache_creation_input_tokens: 604 }, { cache_read_input_tokens: 604 }]) {
      const events = await sandbox.current.messages.create({ ...body, stream: true })
      const told = []
      for await (const event of events) if ('message' in event) told.push(event.message.usage)
      expect(told).toMatchObject([usage])
    }
  })

  it('Items 38, 72: in any conversation that grows, all counters together are what count_tokens says, and each call reads what the one before it had', async () => {
    const block = fc.record({
      say: fc.stringMatching(/^[a-z ]{1,60}$/).map((said) => `${said}.`),
      times: fc.integer({ min: 1, max: 60 }),
      mark: fc.constantFrom(undefined, undefined, undefined, MARK),
    })
    const turns = fc.array(fc.array(block, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 7,
    })
    await fc.assert(
      fc.asyncProperty(turns, fc.uuid(), async (drawn, unique) => {
        let had = 0
        for (let length = 1; length <= drawn.length; length += 2) {
          let marks = 3
          const messages = drawn.slice(0, length).map((blocks, at) => ({
            role: at % 2 === 0 ? 'user' : 'assistant',
            content: blocks.map(({ say, times, mark }, index) => ({
              type: 'text',
              text: `${at + index === 0 ? unique : ''}${say.repeat(times)}`,
              ...(mark !== undefined && marks-- > 0 ? { cache_control: mark } : {}),
            })),
          }))
          const prompt = { model: 'claude-opus-5', messages, cache_control: MARK }
          const counted = await sandbox.post(prompt, {}, '/v1/messages/count_tokens')
          const { read, written5m, written1h, fresh } = await ask(prompt)
          expect(read + written5m + written1h + fresh).toBe((await counted.json()).input_tokens)
          expect(read).toBe(had)
          had = read + written5m
        }
      }),
      { numRuns: 15 },
    )
  })
})

describe('the entries of the cache', () => {
  it('are bounded: the one that was not touched for longest goes first', () => {
    const entries = createEntries(() => 0, 2)
    for (const key of ['a', 'b', 'a', 'c']) entries.touch(key, '5m')
    expect(['a', 'b', 'c'].map((key) => entries.has(key))).toEqual([true, false, true])
  })
})
