import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestSandbox, serveSandbox } from './served-sandbox'
import { splitTokens } from './tokens'

const base = {
  model: 'claude-sonnet-4-20250514',
  max_tokens: 1000,
  messages: [{ role: 'user' as const, content: 'Hello' }],
}
const says = (content: string) => ({ messages: [{ role: 'user' as const, content }] })

/** One of each kind of answer: silent, shown and no thinking, long, cut short, stopped, Chinese. */
const REQUESTS = [
  base,
  { ...base, model: 'claude-opus-5-5' },
  { ...base, model: 'claude-opus-4-6', thinking: { type: 'adaptive' as const } },
  { ...base, model: 'claude-opus-5-5', ...says('[[tokens=300]] [[think=90]]') },
  { ...base, model: 'claude-opus-5-5', max_tokens: 20 },
  { ...base, max_tokens: 0 },
  { ...base, stop_sequences: ['model'] },
  { ...base, ...says('[[gallery]]') },
  { ...base, ...says('你好，请介绍一下自己') },
]

interface Frame {
  name: string
  // The wire's events as tests look into them.
  data: { type: string; index?: number; [field: string]: unknown }
}

/** Reads frames as strictly as the grammar has them: two lines and a blank one. */
function readFrames(text: string): Frame[] {
  const frames = text.split('\n\n')
  expect(frames.pop()).toBe('')
  return frames.map((frame) => {
    const [, name = '', data = ''] = /^event: ([a-z_]+)\ndata: (\{.*\})$/.exec(frame) ?? []
    return { name, data: JSON.parse(data) }
  })
}

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

async function streamOf(request: object): Promise<Frame[]> {
  const response = await sandbox.post({ ...request, stream: true })
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  return readFrames(await response.text())
}

const deltasOf = (frames: Frame[]) =>
  frames.flatMap(({ data }) => (data.type === 'content_block_delta' ? [data] : []))

describe.each(REQUESTS)('a stream for %j', (request) => {
  it('Item 40: has the event’s name on its own line above the data, and both agree', async () => {
    for (const { name, data } of await streamOf(request)) expect(data.type).toBe(name)
  })

  it('Item 40: is accumulated by both SDK majors to the message of the call without stream', async () => {
    const whole = await sandbox.current.messages.create(request)
    const current = await sandbox.current.messages.stream(request).finalMessage()
    const classic = await sandbox.classic.messages.stream(request).finalMessage()
    const bare = ({ id: _, parsed_output: __, ...rest }: Record<string, unknown>) => rest
    expect(bare({ ...current })).toEqual(bare({ ...whole }))
    // The old SDK's helper folds the fields of its day; these three are newer.
    const { output_tokens_details: _, ...usage } = whole.usage
    expect(classic.content).toEqual(whole.content)
    expect(classic.usage).toMatchObject(usage)
    expect(classic.stop_reason).toBe(whole.stop_reason)
  })

  it('Item 41: keeps the order of the grammar, its blocks counted from 0', async () => {
    const frames = await streamOf(request)
    const words = frames.map(({ name, data }) =>
      'index' in data ? `${name}(${data.index})` : name,
    )
    const grammar =
      /^message_start( content_block_start\((\d)\)( ping)?( content_block_delta\(\2\))* content_block_stop\(\2\))* message_delta message_stop$/
    expect(words.join(' ')).toMatch(grammar)
    const starts = frames.flatMap(({ name, data }) =>
      name === 'content_block_start' ? [data.index] : [],
    )
    expect(starts).toEqual(starts.map((_, at) => at))
  })

  it('Item 42: counts output in message_start and message_delta, and never downwards', async () => {
    const frames = await streamOf(request)
    const [start] = frames
    const last = frames.find(({ name }) => name === 'message_delta')
    const before = Object(start?.data.message).usage
    const after = Object(last?.data.usage)
    expect(after.output_tokens).toBeGreaterThanOrEqual(before.output_tokens)
    expect(after.output_tokens).toBeLessThanOrEqual(request.max_tokens)
    expect(after.input_tokens).toBe(before.input_tokens)
  })

  it('Item 44: signs each thinking block once, before its stop', async () => {
    const frames = await streamOf(request)
    const kinds = deltasOf(frames).map(({ index, delta }) => `${index} ${Object(delta).type}`)
    for (const { data } of frames) {
      if (Object(data.content_block).type !== 'thinking') continue
      const own = kinds.filter((kind) => kind.startsWith(`${data.index} `))
      expect(own.filter((kind) => kind.endsWith('signature_delta'))).toHaveLength(1)
      expect(own.at(-1)).toContain('signature_delta')
    }
  })
})

describe('thinking', () => {
  const kindsOf = async (request: object) =>
    new Set(deltasOf(await streamOf(request)).map(({ delta }) => Object(delta).type))

  it('Item 44: sends no thinking_delta where the display is omitted, and still counts the thought', async () => {
    const request = { ...base, model: 'claude-opus-5-5' }
    expect(await kindsOf(request)).toEqual(new Set(['signature_delta', 'text_delta']))
    const { content, usage } = await sandbox.current.messages.create(request)
    expect(content[0]).toMatchObject({ type: 'thinking', thinking: '' })
    expect(usage.output_tokens_details?.thinking_tokens).toBeGreaterThan(10)
  })

  it('shows its text where the request asks for it', async () => {
    const thinking = { type: 'adaptive', display: 'summarized' }
    expect(await kindsOf({ ...base, model: 'claude-opus-5-5', thinking })).toContain(
      'thinking_delta',
    )
    const omitted = { type: 'enabled', budget_tokens: 1024, display: 'omitted' }
    expect(await kindsOf({ ...base, max_tokens: 2000, thinking: omitted })).not.toContain(
      'thinking_delta',
    )
  })

  it('comes unasked from the models that think by default, and from no other', async () => {
    for (const [model, isThinking] of [
      ['claude-haiku-5-5', true],
      ['claude-sonnet-5', true],
      ['claude-opus-4-8', false],
      ['claude-sonnet-4-6', false],
    ] as const) {
      const { content } = await sandbox.current.messages.create({ ...base, model })
      expect([model, content[0]?.type]).toEqual([model, isThinking ? 'thinking' : 'text'])
    }
  })

  it('stays away when it is switched off', async () => {
    const thinking = { type: 'disabled' as const }
    const request = { ...base, model: 'claude-opus-5', thinking, ...says('[[think=50]]') }
    const { content } = await sandbox.current.messages.create(request)
    expect(content.map(({ type }) => type)).toEqual(['text'])
  })

  it('is signed alike for the same thought, and otherwise for another', async () => {
    const signatureOf = async (content: string) => {
      const request = { ...base, model: 'claude-opus-5-5', ...says(content) }
      const [block] = (await sandbox.current.messages.create(request)).content
      return block?.type === 'thinking' ? block.signature : ''
    }
    const signature = await signatureOf('Hello')
    expect(signature).toMatch(/^[A-Za-z0-9+/]{80,}={0,2}$/)
    expect(await signatureOf('Hello')).toBe(signature)
    expect(await signatureOf('Hello to all of you')).not.toBe(signature)
  })
})

describe('the pace', () => {
  /** Drives the transport under a fake clock and notes at which millisecond each frame came. */
  async function timesOf(request: object, tps: number): Promise<{ name: string; at: number }[]> {
    const start = performance.now()
    const frames: { name: string; at: number }[] = []
    let isDone = false
    const running = createTestSandbox({ tps }).transport(
      {
        method: 'POST',
        path: '/v1/messages',
        headers: [['anthropic-version', '2023-06-01']],
        body: new TextEncoder().encode(JSON.stringify({ ...request, stream: true })),
        signal: new AbortController().signal,
        silenceFrom: 'start',
      },
      {
        head: () => {},
        write: (chunk) => {
          const name = new TextDecoder().decode(chunk).split('\n')[0]?.slice(7) ?? ''
          frames.push({ name, at: performance.now() - start })
        },
        end: () => {
          isDone = true
        },
        fail: (error) => expect.unreachable(error.message),
      },
    )
    while (!isDone) await vi.advanceTimersByTimeAsync(500)
    await running
    return frames
  }

  beforeAll(() => {
    vi.useFakeTimers()
  })
  afterAll(() => {
    vi.useRealTimers()
  })

  it('Item 45: pings right after the first block’s start, and at least every 15 s of hidden thinking', async () => {
    const request = { ...base, model: 'claude-opus-5-5', ...says('[[pace=2]] [[think=100]] Hi') }
    const frames = await timesOf(request, 80)
    expect(frames[1]?.name).toBe('content_block_start')
    expect(frames[2]?.name).toBe('ping')
    expect(frames.filter(({ name }) => name === 'ping').length).toBeGreaterThan(3)
    for (const [at, frame] of frames.entries()) {
      expect(frame.at - (frames[at - 1]?.at ?? 0)).toBeLessThanOrEqual(15_000)
    }
  })

  it('Item 45: pings at least every 15 s of a call’s value that is not finished', async () => {
    const note = { type: 'string', description: 'The text of the note' }
    const tools = [
      {
        name: 'save_note',
        description: 'Save a note',
        input_schema: { type: 'object', properties: { note }, required: ['note'] },
      },
    ]
    const words = `[[pace=2]] Save the note "${'again and '.repeat(60)}again"`
    const choice = { tools, tool_choice: { type: 'tool', name: 'save_note' } }
    const frames = await timesOf({ ...base, ...choice, ...says(words) }, 80)
    expect(frames.at(-1)?.at).toBeGreaterThan(45_000)
    for (const [at, frame] of frames.entries()) {
      expect(frame.at - (frames[at - 1]?.at ?? 0)).toBeLessThanOrEqual(15_000)
    }
  })

  it('is kept over a whole answer, several tokens to a frame', async () => {
    const frames = await timesOf({ ...base, ...says('[[tokens=801]]') }, 80)
    const deltas = frames.filter(({ name }) => name === 'content_block_delta')
    expect(deltas.at(-1)?.at).toBeGreaterThanOrEqual(9_950)
    expect(deltas.at(-1)?.at).toBeLessThanOrEqual(10_100)
    expect(deltas.length).toBeLessThan(250)
  })

  it('is the directive’s where there is one', async () => {
    const frames = await timesOf({ ...base, ...says('[[pace=10]] [[tokens=51]]') }, 80)
    const deltas = frames.filter(({ name }) => name === 'content_block_delta')
    expect(deltas.at(-1)?.at).toBeGreaterThanOrEqual(5_000)
    expect(deltas.at(-1)?.at).toBeLessThanOrEqual(5_200)
  })
})

describe('tokens', () => {
  it('joined give the text back, and no character is split', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const tokens = splitTokens(text)
        expect(tokens.join('')).toBe(text)
        for (const token of tokens) expect(Buffer.from(token).toString()).toBe(token)
      }),
    )
  })
})
