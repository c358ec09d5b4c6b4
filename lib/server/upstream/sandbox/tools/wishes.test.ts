import type Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedSandbox, serveSandbox } from '../served-sandbox'
import { callsOf, TEXT, tool } from './tool-bed'

let sandbox: ServedSandbox
beforeAll(async () => {
  sandbox = await serveSandbox()
})
afterAll(() => sandbox.close())

const COUNT = { type: 'integer' }
const YES_NO = { type: 'boolean' }
const told = (description: string, schema: object = TEXT) => ({ ...schema, description })
const CLIMATE = tool(
  'current_conditions',
  'Reports temperature and sky for one city',
  { city: TEXT, scale: { type: 'string', enum: ['celsius', 'fahrenheit', 'kelvin'] } },
  ['city'],
)
const EMAIL = tool('send_email', 'Send an email', {
  to: told('Email address'),
  subject: TEXT,
  body: TEXT,
})
const CONTACT = tool('create_contact', 'Create a contact', { name: TEXT, email: TEXT }, ['name'])
const EVENT = tool(
  'create_event',
  'Create a calendar event',
  { title: TEXT, date: TEXT, attendees: { type: 'array', items: TEXT } },
  ['title', 'date'],
)
const APPLIANCE = tool(
  'set_appliance',
  'Control a home appliance',
  { room: TEXT, fan: YES_NO, heater: YES_NO },
  ['room'],
)
const EDITOR = tool(
  'configure_editor',
  '修改编辑器设置',
  { minimap: told('小地图', YES_NO), autosave: told('是否自动保存', YES_NO) },
  [],
)
const LIGHT = tool('set_light', 'Switch a light', { room: TEXT, on: YES_NO })
const COFFEE = tool(
  'order_coffee',
  'Order a coffee',
  { size: { type: 'string', enum: ['small', 'large'] }, milk: YES_NO, sugar: YES_NO },
  ['size'],
)
const SHIPMENT = tool('create_shipment', 'Create a shipment', {
  recipient: TEXT,
  address: {
    type: 'object',
    properties: { street: TEXT, city: TEXT, postal_code: TEXT, apartment: TEXT },
    required: ['street', 'city'],
  },
})
const DESK = tool('book_desk', 'Reserve a desk', {
  date: TEXT,
  place: {
    type: 'object',
    properties: { building: TEXT, floor: COUNT, room: TEXT },
    required: ['building'],
  },
})
const TICKET = tool('file_ticket', 'File a support ticket', {
  title: TEXT,
  description: TEXT,
  priority: { type: 'string', enum: ['low', 'medium', 'high', 'urgent'] },
})
const TRAIN = tool('book_train', 'Book a train ticket', {
  from_station: told('出发站'),
  to_station: told('到达站'),
  date: told('乘车日期'),
})

const ask = (content: string, tools: Anthropic.Tool[], tool_choice?: Anthropic.ToolChoice) =>
  sandbox.current.messages.create({
    model: 'claude-sonnet-4-20250514',
    max_tokens: 1000,
    tools,
    ...(tool_choice === undefined ? {} : { tool_choice }),
    messages: [{ role: 'user', content }],
    stream: false,
  })
type Row = [text: string, tools: Anthropic.Tool[], calls: [string, unknown][]]

describe('what a text wishes', () => {
  it.each<Row>([
    [
      'Which is warmer, Madrid or Athens?',
      [CLIMATE, EMAIL],
      [
        ['current_conditions', { city: 'Madrid' }],
        ['current_conditions', { city: 'Athens' }],
      ],
    ],
    [
      'Oslo or Lima, in kelvin?',
      [CLIMATE, EMAIL],
      [
        ['current_conditions', { city: 'Oslo', scale: 'kelvin' }],
        ['current_conditions', { city: 'Lima', scale: 'kelvin' }],
      ],
    ],
    [
      '昆明和哈尔滨哪个更冷？用摄氏度',
      [CLIMATE, EMAIL],
      [
        ['current_conditions', { city: '昆明', scale: 'celsius' }],
        ['current_conditions', { city: '哈尔滨', scale: 'celsius' }],
      ],
    ],
    ['Who won the cup in Rome?', [CLIMATE, EMAIL], []],
  ])('need not be said with the tool’s own noun: %j', async (text, tools, calls) => {
    expect(callsOf(await ask(text, tools))).toEqual(calls)
  })

  it.each<Row>([
    [
      'In the kitchen, turn the fan off and the heater on with the appliance control.',
      [APPLIANCE],
      [['set_appliance', { room: 'kitchen', fan: false, heater: true }]],
    ],
    ['Turn off the light in the garage', [LIGHT], [['set_light', { room: 'garage', on: false }]]],
    ['打开卧室的灯', [LIGHT], [['set_light', { room: '卧室', on: true }]]],
    [
      'Order a large coffee without sugar but with milk',
      [COFFEE],
      [['order_coffee', { size: 'large', milk: true, sugar: false }]],
    ],
    [
      '修改编辑器设置：关闭小地图，打开自动保存',
      [EDITOR],
      [['configure_editor', { minimap: false, autosave: true }]],
    ],
  ])('is on or off by the words around it: %j', async (text, tools, calls) => {
    expect(callsOf(await ask(text, tools))).toEqual(calls)
  })

  it.each<Row>([
    [
      'What is the temperature in Porto? My email is joe@example.org.',
      [CLIMATE, EMAIL],
      [['current_conditions', { city: 'Porto' }]],
    ],
    [
      'Schedule a budget review with tom@example.com and una@example.com on 2026-07-01',
      [EVENT, EMAIL],
      [
        [
          'create_event',
          {
            title: 'budget review',
            date: '2026-07-01',
            attendees: ['tom@example.com', 'una@example.com'],
          },
        ],
      ],
    ],
    ['Book a table in Lyon for lea@example.org', [EMAIL, CLIMATE], []],
    ...[
      'Create a contact: Nina Holm, nina@example.com',
      'Save a new contact named Nina Holm with the email address nina@example.com',
      'Create a contact for Nina Holm with email nina@example.com please',
      'Add a contact for Nina Holm. Her email is nina@example.com. Write it down.',
      '新建联系人：Nina Holm，邮箱 nina@example.com',
    ].map(
      (text): Row => [
        text,
        [EMAIL, CONTACT],
        [['create_contact', { name: 'Nina Holm', email: 'nina@example.com' }]],
      ],
    ),
    [
      'Tell ben@example.com that the parcel arrived',
      [EMAIL, CLIMATE],
      [
        [
          'send_email',
          { to: 'ben@example.com', subject: 'the parcel arrived', body: 'the parcel arrived' },
        ],
      ],
    ],
  ])('is not that an address is written to: %j', async (text, tools, calls) => {
    expect(callsOf(await ask(text, tools))).toEqual(calls)
  })

  it.each([
    ['Create an event called Harbour Walk on 2026-06-01 and invite Ines Vega', ['Ines Vega']],
    [
      'Schedule a Quarterly Review on 2026-06-01 with Mia Sand and Ken Ito',
      ['Mia Sand', 'Ken Ito'],
    ],
    ['安排2026年6月4日的产品评审会议，和王芳、李强一起', ['王芳', '李强']],
    ['Put Dentist Follow-up in the calendar on 2026-06-03', undefined],
  ])('has for company those who are named as such: %j', async (text, attendees) => {
    const [call] = callsOf(await ask(text, [EVENT]))
    expect(call?.[1]).toHaveProperty('title')
    expect(Object(call?.[1]).attendees).toEqual(attendees)
  })

  it.each<Row>([
    [
      'Create a shipment for Omar Haddad to 12 Hill Road, Leeds, zip 9021, apartment 5B',
      [SHIPMENT],
      [
        [
          'create_shipment',
          {
            recipient: 'Omar Haddad',
            address: {
              street: '12 Hill Road',
              city: 'Leeds',
              postal_code: '9021',
              apartment: '5B',
            },
          },
        ],
      ],
    ],
    [
      'Reserve a desk on 2026-04-03 in building Nova, floor 3, room 12',
      [DESK],
      [['book_desk', { date: '2026-04-03', place: { building: 'Nova', floor: 3, room: '12' } }]],
    ],
  ])('fills what stands inside: %j', async (text, tools, calls) => {
    expect(callsOf(await ask(text, tools))).toEqual(calls)
  })
})

describe('a call that must be made', () => {
  it.each([
    ['The checkout crashes with error 502, 40 customers are blocked. Fix this ASAP!', 'urgent'],
    ['Printer on floor 2 is out of toner. No hurry.', 'low'],
    ['登录页面报错500，影响30个用户，非常紧急', 'urgent'],
  ])('has its free texts from the message: %j', async (text, priority) => {
    const [call] = callsOf(await ask(text, [TICKET], { type: 'any' }))
    const title: unknown = Object(call?.[1]).title
    expect(call?.[1]).toEqual({ title, description: text, priority })
    expect(typeof title === 'string' && title.length > 5 && text.startsWith(title)).toBe(true)
  })
})

describe('a question for what a call lacks', () => {
  it.each([
    ['订一张火车票', TRAIN, ['from_station', 'to_station', 'date'], []],
    ['订一张去杭州的火车票', TRAIN, ['from_station', 'date'], ['to_station']],
    ['我要从苏州坐火车，帮我订票', TRAIN, ['to_station', 'date'], ['from_station']],
    ['Send an email to max@example.org', EMAIL, ['subject', 'body'], ['to']],
  ])('names all of it and nothing else: %j', async (text, one, missing, known) => {
    const message = await ask(text, [one])
    expect(callsOf(message)).toEqual([])
    const said = JSON.stringify(message.content)
    for (const name of missing) expect(said).toContain(`\`${name}\``)
    for (const name of known) expect(said).not.toContain(`\`${name}\``)
  })

  it('says what it lacks in the words of the tool’s author', async () => {
    expect(JSON.stringify((await ask('订一张火车票', [TRAIN])).content)).toContain('出发站')
  })
})
