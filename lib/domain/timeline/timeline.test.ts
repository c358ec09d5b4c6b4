import { describe, expect, it } from 'vitest'
import type { Run } from '../run'
import { NO_TIMING } from '../timing'
import { axisMarks, binTicks, findLanes } from './lanes'
import { rateCurve } from './rate'
import { readEvents } from './read-events'
import { findStalls } from './stalls'
import { timelineOf } from './timeline'

type Told = [at: number, name: string, body?: object]

function eventsOf(told: readonly Told[]) {
  return readEvents(
    told.map(([at, name, body]) => ({ at, name, data: JSON.stringify({ type: name, ...body }) })),
  )
}

const open = (at: number, index: number, type: string): Told => [
  at,
  'content_block_start',
  { index, content_block: { type } },
]
const text = (at: number, words: string, index = 0): Told => [
  at,
  'content_block_delta',
  { index, delta: { type: 'text_delta', text: words } },
]
const close = (at: number, index: number): Told => [at, 'content_block_stop', { index }]
const each = (from: number, to: number, step: number, index = 0) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) =>
    text(from + i * step, 'four', index),
  )

describe('the events of a stream', () => {
  it('Are told with their gap and in a line what they carry', () => {
    const events = eventsOf([
      [840, 'message_start', { message: { model: 'claude-sonnet-5-5' } }],
      open(841, 0, 'tool_use'),
      [
        880.5,
        'content_block_delta',
        { index: 0, delta: { type: 'input_json_delta', partial_json: '{"a' } },
      ],
      [900, 'ping'],
      [910, 'message_delta', { delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 7 } }],
      [911, 'of_tomorrow', { a: 1 }],
    ])
    expect(events.map(({ gap, summary }) => [gap, summary])).toEqual([
      [null, 'claude-sonnet-5-5'],
      [1, 'tool_use'],
      [39.5, 'input_json_delta “{"a”'],
      [19.5, ''],
      [10, 'tool_use output_tokens 7'],
      [1, '{"type":"of_tomorrow","a":1}'],
    ])
    expect(readEvents([{ at: null, name: '', data: 'no JSON' }])).toMatchObject([
      { at: null, gap: null, summary: 'no JSON', size: 0 },
    ])
  })
})

describe('stalls', () => {
  it('Are silences far longer than the usual gap, up to what ended them', () => {
    const events = eventsOf([...each(1000, 2000, 40), [3400, 'ping'], ...each(3402, 4000, 40)])
    expect(findStalls(events, 4100)).toEqual([{ from: 2000, to: 3400, index: 26 }])
  })

  it('Are not broken by pings, and reach to the end of a run that was cut in one', () => {
    const pings: Told[] = [1, 2, 3].map((n) => [2000 + n * 900, 'ping'])
    const events = eventsOf([...each(1000, 2000, 40), ...pings])
    expect(findStalls(events, 62_000)).toEqual([{ from: 2000, to: 62_000, index: null }])
  })

  it('Are none where a model is slow all the time, thinks unseen, or has ended', () => {
    expect(findStalls(eventsOf(each(0, 30_000, 1500)), null)).toEqual([])
    const signature: Told = [9000, 'content_block_delta', { index: 0, delta: { signature: 'x' } }]
    const hidden = [open(500, 0, 'thinking'), signature, close(9001, 0), ...each(9010, 9400, 40, 1)]
    expect(findStalls(eventsOf(hidden), null)).toEqual([])
    expect(findStalls(eventsOf([...each(0, 400, 40), [410, 'message_stop']]), 9000)).toEqual([])
  })
})

describe('lanes', () => {
  it('Hold the blocks of one type each, in the order of their first, a cut one to the end', () => {
    const events = eventsOf([
      open(10, 0, 'thinking'),
      close(20, 0),
      open(21, 1, 'text'),
      text(25, 'a', 1),
      close(30, 1),
      open(31, 2, 'thinking'),
      [32, 'ping'],
    ])
    expect(findLanes(events, 50)).toEqual([
      {
        type: 'thinking',
        spans: [
          { from: 10, to: 20 },
          { from: 31, to: 50 },
        ],
        ticks: [10, 20, 31],
      },
      { type: 'text', spans: [{ from: 21, to: 30 }], ticks: [21, 25, 30] },
    ])
  })

  it('Draw no more ticks than there are places', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => i)
    expect(binTicks(many, 20_000, 400).length).toBeLessThanOrEqual(401)
    expect(binTicks([0, 5, 10], 10, 10)).toEqual([0, 5, 10])
    expect(binTicks([1], 0, 10)).toEqual([])
  })

  it.each([
    [12_120, [0, 2000, 4000, 6000, 8000, 10_000, 12_000]],
    [2.4, [0, 1, 2]],
    [840, [0, 200, 400, 600, 800]],
    [0, [0]],
  ])('Have an axis of %d ms with round marks', (end, marks) => {
    expect(axisMarks(end)).toEqual(marks)
  })
})

describe('the rate curve', () => {
  it('Says tokens per second as counted, and falls to nothing in a silence', () => {
    const events = eventsOf([...each(1000, 2990, 10), ...each(5000, 6990, 10)])
    const { points, peak } = rateCurve(events, 800)
    // 400 deltas, 800 tokens: two tokens each 10 ms.
    expect(points[10]?.rate).toBeCloseTo(200, -1)
    expect(points.find(({ at }) => at > 3800)?.rate).toBe(0)
    expect(peak?.rate).toBeLessThan(230)
    expect(points[0]?.at).toBeGreaterThanOrEqual(1000)
    expect(points.at(-1)?.at).toBeLessThanOrEqual(7000)
  })

  it('Takes four characters for a token that nobody counted, and is none for one delta', () => {
    const { points } = rateCurve(eventsOf(each(0, 2000, 10)), null)
    expect(points[20]?.rate).toBeCloseTo(100, -1)
    expect(rateCurve(eventsOf([text(5, 'all at once')]), 3)).toEqual({ points: [], peak: null })
  })
})

describe('the timeline of a run', () => {
  const run: Pick<Run, 'timing' | 'message' | 'status'> = {
    timing: { ...NO_TIMING, firstEvent: 800, firstToken: 840, total: 2000 },
    message: null,
    status: 'interrupted',
  }

  it('Waits up to the first token and ends with the run', () => {
    const timeline = timelineOf(
      run,
      eventsOf([[800, 'message_start'], open(839, 0, 'text'), text(840, 'a')]),
      [],
    )
    expect(timeline).toMatchObject({ waited: 840, firstToken: 840, end: 2000 })
  })

  it('Has the pieces of a body that is no stream in one lane', () => {
    const pieces = [
      { at: 700, text: '{"a"' },
      { at: 710, text: ':1}' },
    ]
    expect(timelineOf(run, [], pieces)).toMatchObject({
      waited: 700,
      lanes: [{ type: 'body', spans: [{ from: 700, to: 710 }], ticks: [700, 710] }],
    })
  })

  it('Is none where nobody knows when anything came', () => {
    expect(timelineOf(run, [], [])).toBe(null)
    expect(timelineOf(run, [], [{ at: null, text: '{}' }])).toBe(null)
  })
})
