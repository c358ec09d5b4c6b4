import type { Block, WireEvent } from '@/lib/wire/types'
import { encodeEvents } from '../harness/upstream/answers'

const THOUGHTS = [
  'Was für',
  ' eine Frage: ',
  '潮汐',
  '，月球',
  ' und 🌊',
  ' — 27 × 453',
  ' = ',
  '12.231.',
]
const WORDS = Array.from({ length: 17 }, (_, i) => `Wort ${i}, 字${i} 🧑‍🚀. `)
const INPUT = ['', '{"ort": "Zür', 'ich", "tage"', ': [1, 2]}']

const delta = (index: number, fields: Block): WireEvent => ({
  type: 'content_block_delta',
  index,
  delta: fields,
})
const start = (index: number, block: Block): WireEvent => ({
  type: 'content_block_start',
  index,
  content_block: block,
})
const stop = (index: number): WireEvent => ({ type: 'content_block_stop', index })

/** A stream of 40 events: thinking with its signature, text in many scripts, a tool call. */
const EVENTS: readonly WireEvent[] = [
  {
    type: 'message_start',
    message: {
      id: 'msg_01RecordedStream',
      type: 'message',
      role: 'assistant',
      model: 'fake-model',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 44, output_tokens: 1 },
    },
  },
  start(0, { type: 'thinking', thinking: '', signature: '' }),
  ...THOUGHTS.map((thinking) => delta(0, { type: 'thinking_delta', thinking })),
  delta(0, { type: 'signature_delta', signature: 'EqQBCgIYAhIM1gbcDa9GJwZA2b3h' }),
  stop(0),
  start(1, { type: 'text', text: '' }),
  { type: 'ping' },
  ...WORDS.map((text) => delta(1, { type: 'text_delta', text })),
  stop(1),
  start(2, { type: 'tool_use', id: 'toolu_01Recorded', name: 'wetter', input: {} }),
  ...INPUT.map((partial_json) => delta(2, { type: 'input_json_delta', partial_json })),
  stop(2),
  {
    type: 'message_delta',
    delta: { stop_reason: 'tool_use', stop_sequence: null },
    usage: { output_tokens: 90 },
  },
  { type: 'message_stop' },
]

export const RECORDED_FRAMES: readonly string[] = encodeEvents(EVENTS)

/**
 * What the first `bytes` of the stream say, worked out from the frames that lie in them whole and
 * without the program's own reader and fold.
 */
export function prefixContent(bytes: number): Block[] {
  let end = 0
  const whole = RECORDED_FRAMES.filter((frame) => {
    end += Buffer.byteLength(frame)
    return end <= bytes
  }).length
  const after = (first: number) => Math.max(0, whole - first)
  const thoughts = THOUGHTS.slice(0, after(2)).join('')
  const signature = whole > 10 ? 'EqQBCgIYAhIM1gbcDa9GJwZA2b3h' : ''
  const isCalled = whole > 37
  const blocks: [first: number, block: Block][] = [
    [1, { type: 'thinking', thinking: thoughts, signature }],
    [12, { type: 'text', text: WORDS.slice(0, after(14)).join('') }],
    [
      32,
      {
        type: 'tool_use',
        id: 'toolu_01Recorded',
        name: 'wetter',
        input: isCalled ? { ort: 'Zürich', tage: [1, 2] } : {},
      },
    ],
  ]
  return blocks.filter(([first]) => whole > first).map(([, block]) => block)
}
