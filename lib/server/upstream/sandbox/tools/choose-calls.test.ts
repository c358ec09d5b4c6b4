import type Anthropic from '@anthropic-ai/sdk'
import Ajv from 'ajv/dist/2020'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { callsOf, TEXT, tool, wordsOf } from './tool-bed'

let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox()
})
afterAll(() => sandbox.close())

type Request = Partial<Anthropic.MessageCreateParamsNonStreaming>

const WEATHER = tool(
  'get_weather',
  'Get the current weather in a place',
  { location: TEXT, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
  ['location'],
)
const TIME = tool('get_time', 'Get the current time in a city', { city: TEXT })
const EMAIL = tool('send_email', 'Send an email', { to: TEXT, subject: TEXT, body: TEXT })
const FLIGHTS = tool(
  'search_flights',
  'Search flights',
  {
    origin: TEXT,
    destination: TEXT,
    date: { type: 'string', format: 'date' },
    passengers: { type: 'integer' },
  },
  ['origin', 'destination'],
)
const CALCULATOR = tool('calculator', 'Evaluate an expression', { expression: TEXT })
const CONVERT = tool('convert_currency', 'Convert money', {
  amount: { type: 'number' },
  from: TEXT,
  to: TEXT,
})
const ORDER = tool('get_order_status', 'Look up an order', { order_id: TEXT })
const EVENT = tool(
  'create_event',
  'Create a calendar event',
  { title: TEXT, date: TEXT, attendees: { type: 'array', items: TEXT } },
  ['title', 'date'],
)
const ALL = [WEATHER, TIME, EMAIL, FLIGHTS, CALCULATOR, CONVERT, ORDER, EVENT]

const base = { model: 'claude-sonnet-4-20250514', max_tokens: 1000 }
const ask = (content: string, tools: Anthropic.ToolUnion[], rest: Request = {}) =>
  sandbox.current.messages.create({
    ...base,
    tools,
    messages: [{ role: 'user', content }],
    ...rest,
    stream: false,
  })

describe('the choice of tools', () => {
  it.each<[text: string, calls: [string, unknown][]]>([
    ['What is the weather in Madrid?', [['get_weather', { location: 'Madrid' }]]],
    [
      'Will it rain in Lisbon and Porto? In Celsius please',
      [
        ['get_weather', { location: 'Lisbon', unit: 'celsius' }],
        ['get_weather', { location: 'Porto', unit: 'celsius' }],
      ],
    ],
    [
      '成都和重庆的天气怎么样？',
      [
        ['get_weather', { location: '成都' }],
        ['get_weather', { location: '重庆' }],
      ],
    ],
    [
      'Weather in Cairo and the time in Lima',
      [
        ['get_weather', { location: 'Cairo' }],
        ['get_time', { city: 'Lima' }],
      ],
    ],
    [
      'Send an email to ann@example.org with the subject "Keys" saying they are on the table.',
      [['send_email', { to: 'ann@example.org', subject: 'Keys', body: 'they are on the table' }]],
    ],
    [
      'Find flights from Oslo to Rome on 2026-09-01 for 3 passengers',
      [
        [
          'search_flights',
          { origin: 'Oslo', destination: 'Rome', date: '2026-09-01', passengers: 3 },
        ],
      ],
    ],
    ['帮我查从上海到东京的航班', [['search_flights', { origin: '上海', destination: '东京' }]]],
    ['What is 12 * (3 + 4)?', [['calculator', { expression: '12 * (3 + 4)' }]]],
    ['把300美元换成人民币', [['convert_currency', { amount: 300, from: 'USD', to: 'CNY' }]]],
    ['Where is order #B-204?', [['get_order_status', { order_id: 'B-204' }]]],
    [
      'Schedule a meeting about hiring with Ann Wu and Raj Patel on 2026-04-02',
      [
        [
          'create_event',
          { title: 'hiring', date: '2026-04-02', attendees: ['Ann Wu', 'Raj Patel'] },
        ],
      ],
    ],
  ])('calls for %j what it asks for', async (text, calls) => {
    const message = await ask(text, ALL)
    expect(callsOf(message)).toEqual(calls)
    expect(message.stop_reason).toBe('tool_use')
    expect(message.content[0]?.type).toBe('text')
  })

  it.each(['Hello', 'Thank you!', 'Write a haiku about rain in Paris', '你好', 'Who wrote Faust?'])(
    'calls nothing for %j',
    async (text) => {
      const message = await ask(text, ALL)
      expect(callsOf(message)).toEqual([])
      expect(message.stop_reason).toBe('end_turn')
    },
  )

  it('asks for what a call lacks instead of making it up', async () => {
    const message = await ask('What is the weather?', [WEATHER])
    expect(callsOf(message)).toEqual([])
    expect(wordsOf(message)).toContain('`location`')
    expect(message.stop_reason).toBe('end_turn')
    expect(wordsOf(await ask('天气怎么样？', [WEATHER]))).toMatch(/缺少`location`/)
  })

  it('is the same for the same request, ids excepted', async () => {
    const bare = ({ content }: Anthropic.Message) => content.map((block) => ({ ...block, id: '' }))
    const [one, other] = [
      await ask('Weather in Rome and Oslo', ALL),
      await ask('Weather in Rome and Oslo', ALL),
    ]
    expect(bare(one)).toEqual(bare(other))
    const ids = [one, other].flatMap(({ content }) =>
      content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : [])),
    )
    expect(new Set(ids).size).toBe(4)
    for (const id of ids) expect(id).toMatch(/^toolu_/)
  })

  it('gives inputs that are valid for the schema, whatever the tool and the words', async () => {
    const property = fc.oneof(
      fc.constantFrom('string', 'number', 'integer', 'boolean').map((type) => ({ type })),
      fc.constantFrom('date', 'email', 'uri', 'uuid').map((format) => ({ type: 'string', format })),
      fc.record({
        type: fc.constant('integer'),
        minimum: fc.integer({ min: -5, max: 5 }),
        maximum: fc.integer({ min: 6, max: 20 }),
      }),
      fc.record({
        type: fc.constant('string'),
        minLength: fc.nat(5),
        maxLength: fc.integer({ min: 5, max: 30 }),
      }),
      fc
        .uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 })
        .map((values) => ({ type: 'string', enum: values })),
      fc.constant({ type: 'array', items: TEXT, minItems: 1 }),
      fc.constant({ type: 'object', properties: { city: TEXT }, required: ['city'] }),
    )
    const names = fc.constantFrom(
      'city',
      'date',
      'email',
      'count',
      'query',
      'unit',
      'items',
      'is_new',
      'place',
    )
    const schema = fc
      .uniqueArray(fc.tuple(names, property, fc.boolean()), {
        maxLength: 5,
        selector: ([name]) => name,
      })
      .map((entries) => ({
        type: 'object' as const,
        properties: Object.fromEntries(entries.map(([name, one]) => [name, one])),
        required: entries.flatMap(([name, , isRequired]) => (isRequired ? [name] : [])),
        additionalProperties: false,
      }))
    const words = fc.oneof(
      fc.constantFrom('Weather in Paris and Rome on 2026-01-02 for 3', '查一下北京的天气'),
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .filter((text) => text.trim() !== ''),
    )
    const ajv = new Ajv({ strict: false, validateFormats: false, logger: false })
    const law = fc.asyncProperty(
      schema,
      words,
      fc.constantFrom('auto', 'any'),
      async (input_schema, text, type) => {
        const message = await ask(
          text,
          [{ name: 'get_weather', description: 'Weather in a city', input_schema }],
          { tool_choice: { type } as Anthropic.ToolChoice },
        )
        const calls = callsOf(message)
        if (type === 'any') expect(calls.length).toBeGreaterThan(0)
        for (const [, input] of calls) expect(ajv.validate(input_schema, input)).toBe(true)
      },
    )
    await fc.assert(law, { numRuns: 80 })
  })
})

describe('tool_choice', () => {
  it('Item 32: a forced tool is called, without words before it, on a model that takes it', async () => {
    const message = await ask('Tell me a story', ALL, {
      tool_choice: { type: 'tool', name: 'get_time' },
    })
    expect(message.content.map((block) => block.type)).toEqual(['tool_use'])
    expect(callsOf(message)[0]?.[0]).toBe('get_time')
  })

  it('any calls at least one, with the example of the tool’s author for what nobody said', async () => {
    const shown = { ...TIME, input_examples: [{ city: 'Quito' }] }
    expect(callsOf(await ask('Hi', [shown], { tool_choice: { type: 'any' } }))).toEqual([
      ['get_time', { city: 'Quito' }],
    ])
    expect(callsOf(await ask('Weather in Bern?', ALL, { tool_choice: { type: 'any' } }))).toEqual([
      ['get_weather', { location: 'Bern' }],
    ])
  })

  it('none calls nothing', async () => {
    expect(callsOf(await ask('Weather in Rome', ALL, { tool_choice: { type: 'none' } }))).toEqual(
      [],
    )
  })

  it('disable_parallel_tool_use makes one call at a time, each of them once', async () => {
    const tool_choice: Anthropic.ToolChoice = { type: 'auto', disable_parallel_tool_use: true }
    const messages: Anthropic.MessageParam[] = [
      { role: 'user', content: 'Weather in Rome, Oslo and Bern' },
    ]
    const seen: unknown[] = []
    for (let step = 0; step < 4; step++) {
      const message = await ask('', [WEATHER], { tool_choice, messages })
      const calls = message.content.flatMap((block) => (block.type === 'tool_use' ? [block] : []))
      expect(calls.length).toBe(step < 3 ? 1 : 0)
      seen.push(...calls.map(({ input }) => input))
      messages.push(
        { role: 'assistant', content: message.content },
        {
          role: 'user',
          content: calls.map(({ id }) => ({
            type: 'tool_result' as const,
            tool_use_id: id,
            content: 'rain',
            is_error: step === 1,
          })),
        },
      )
    }
    expect(seen).toEqual([{ location: 'Rome' }, { location: 'Oslo' }, { location: 'Bern' }])
  })
})
