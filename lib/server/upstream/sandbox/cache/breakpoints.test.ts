import { describe, expect, it } from 'vitest'
import { assistant, HELLO, HOUR, MARK, serveCache, TURN, text, user, words } from './served-cache'

const { ask, send } = await serveCache()

describe('a change of', () => {
  const look = (name: string) => ({
    name,
    input_schema: { type: 'object' },
    description: words(600),
  })
  const document = (enabled: boolean) => ({
    type: 'document',
    source: { type: 'text', media_type: 'text/plain', data: 'Grass is green.' },
    citations: { enabled },
  })
  const base = () => ({
    model: 'claude-opus-4-6',
    max_tokens: 2_000,
    tools: [{ ...look('look'), description: words(4_200), cache_control: MARK }],
    system: [text(100, MARK)],
    messages: [user(document(false), text(50, MARK))],
  })
  const PIXEL =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

  it.each<[what: string, keeps: 'nothing' | 'tools' | 'system', change: () => object]>([
    [
      'a tool',
      'nothing',
      () => ({ tools: [{ ...look('see'), description: words(4_200), cache_control: MARK }] }),
    ],
    ['the system prompt', 'tools', () => ({ system: [text(101, MARK)] })],
    ['citations', 'tools', () => ({ messages: [user(document(true), text(50, MARK))] })],
    [
      'the output format',
      'tools',
      () => ({
        output_config: {
          format: { type: 'json_schema', schema: { type: 'object', additionalProperties: false } },
        },
      }),
    ],
    ['tool_choice', 'system', () => ({ tool_choice: { type: 'none' } })],
    ['thinking', 'system', () => ({ thinking: { type: 'enabled', budget_tokens: 1_024 } })],
    [
      'whether there are images',
      'system',
      () => ({
        messages: [
          user(document(false), text(50, MARK)),
          assistant(text(5)),
          user({ type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } }),
        ],
      }),
    ],
  ])('%s keeps of the cache: %s', async (_, keeps, change) => {
    const whole = await ask(base())
    const { read: unchanged } = await ask(base())
    expect(unchanged).toBe(whole.written5m)
    const { read } = await ask({ ...base(), ...change() })
    const messages = unchanged - (await messagesStart())
    const expected = {
      nothing: 0,
      tools: unchanged - messages - 100 - TURN,
      system: unchanged - messages,
    }
    expect(read).toBe(expected[keeps])
  })

  /** Where the messages of `base` begin, in tokens. */
  async function messagesStart(): Promise<number> {
    const { tools, system, model } = base()
    const { fresh, read, written5m } = await ask({ model, tools, system })
    return fresh + read + written5m - HELLO
  }
})

describe('breakpoints', () => {
  const marked = (count: number) => Array.from({ length: count }, () => text(200, MARK))

  it('are at most four, the automatic one among them', async () => {
    expect((await ask({ system: marked(4) })).written5m).toBe(800 + TURN)
    for (const body of [{ system: marked(5) }, { system: marked(4), cache_control: MARK }]) {
      const { status, message } = await send(body)
      expect([status, message.error.message]).toEqual([
        400,
        'A maximum of 4 blocks with cache_control may be provided. Found 5.',
      ])
    }
    const last = user(text(9, MARK))
    expect((await send({ system: marked(3), messages: [last], cache_control: MARK })).status).toBe(
      200,
    )
  })

  it.each([
    ['a later block', { system: [text(9, MARK)], messages: [user(text(9, HOUR))] }],
    ['the same block', { messages: [user(text(9, HOUR))], cache_control: MARK }],
  ])('of an hour come before those of 5 minutes, not at %s', async (_, body) => {
    const { status, message } = await send(body)
    expect(status).toBe(400)
    expect(message.error.message).toContain('messages.0.content.0.cache_control.ttl')
  })

  it('work inside the result of a tool', async () => {
    const call = { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }
    const result = (...content: object[]) => ({
      type: 'tool_result',
      tool_use_id: 'toolu_1',
      content,
    })
    const messages = (last: string) => [
      user(text(3)),
      assistant(call),
      user(result(text(600, MARK), text(1, undefined, last))),
    ]
    const tools = [{ name: 'look', input_schema: { type: 'object' } }]
    const first = await ask({ tools, messages: messages('red') })
    expect(first.written5m).toBeGreaterThan(600)
    expect(first.fresh).toBe(1 + 3)
    expect((await ask({ tools, messages: messages('blue') })).read).toBe(first.written5m)
  })

  it('set automatically move on as the conversation grows', async () => {
    const turns = [
      user(text(600)),
      assistant(text(20)),
      user(text(30)),
      assistant(text(20)),
      user(text(40)),
    ]
    const at = (length: number) => ask({ messages: turns.slice(0, length), cache_control: MARK })
    expect(await at(1)).toMatchObject({ read: 0, written5m: 604, fresh: 3 })
    expect(await at(3)).toMatchObject({ read: 604, written5m: 58, fresh: 3 })
    expect(await at(5)).toMatchObject({ read: 662, written5m: 68, fresh: 3 })
  })
})
