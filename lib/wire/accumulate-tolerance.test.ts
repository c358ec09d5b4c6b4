import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { begin, block, contentOf, end, eventsOf, foldAll, start, text } from './__fixtures__/events'
import './__fixtures__/seed'
import { EMPTY_FOLD, foldMany } from './accumulate'
import type { Block, WireEvent } from './types'

describe('Streams against the grammar', () => {
  test.each<[law: string, events: WireEvent[], texts: string[]]>([
    ['Text before its block and its message opens both', [text(0, 'a'), text(0, 'b')], ['ab']],
    [
      'Text without an index goes to the last block',
      [start, begin(undefined, { type: 'text', text: '' }), text(undefined, 'a')],
      ['a'],
    ],
    [
      'Blocks may be counted from 1',
      [start, begin(1, block('')), text(1, 'a'), end(1), begin(2, block('')), text(2, 'b'), end(2)],
      ['a', 'b'],
    ],
    [
      'All blocks may be numbered 0',
      [start, begin(0, block('')), text(0, 'a'), end(0), begin(0, block('')), text(0, 'b'), end(0)],
      ['a', 'b'],
    ],
    ['Text after its stop is kept', [start, begin(0, block('a')), end(0), text(0, 'b')], ['ab']],
    [
      'An index without bounds makes no holes',
      [start, begin(4e9, block('a')), begin(-1, block('b')), text(1e300, 'c')],
      ['a', 'bc'],
    ],
    [
      'Two open blocks are told apart',
      [start, begin(0, block('')), begin(1, block('')), text(0, 'a'), text(1, 'b')],
      ['a', 'b'],
    ],
  ])('%s', (_law, events, texts) => {
    expect(contentOf(foldAll(events)).map((block) => block.text)).toEqual(texts)
  })

  test('Text that finds only a thinking block opens one of its own, once', () => {
    const thinking: Block = { type: 'thinking', thinking: 'x', signature: '' }
    const state = foldAll([start, begin(0, thinking), text(0, 'a'), text(0, 'b')])
    expect(contentOf(state)).toEqual([thinking, { type: 'text', text: 'ab' }])
  })

  test('No event of any JSON throws, from any state', () => {
    const names = [
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
      'error',
    ]
    const deltas = [
      'text_delta',
      'input_json_delta',
      'thinking_delta',
      'signature_delta',
      'citations_delta',
      'compaction_delta',
    ]
    const junk = fc.oneof(
      { weight: 3, arbitrary: fc.jsonValue() },
      fc.constantFrom('__proto__', 'constructor', -1, 0, 1, 0.5, 1e300, [], {}, null, undefined),
    )
    const record = fc.dictionary(
      fc.oneof(
        fc.string(),
        fc.constantFrom('type', '__proto__', 'content', 'usage', 'text', 'input', 'stop_reason'),
      ),
      junk,
    )
    const body = fc.oneof(
      junk,
      record,
      fc.tuple(fc.constantFrom(...deltas), record).map(([type, rest]) => ({ ...rest, type })),
    )
    const event = fc.record(
      {
        type: fc.oneof(fc.constantFrom(...names), fc.string()),
        index: junk,
        delta: body,
        message: body,
        content_block: body,
        usage: body,
        error: body,
      },
      { requiredKeys: ['type'] },
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), fc.nat(), (events, from) => {
        const known = eventsOf('tool-use')
        const state = foldAll(events, foldAll(known.slice(0, from % known.length)))
        expect(JSON.parse(JSON.stringify(state))).toHaveProperty('open')
        expect(Array.isArray(contentOf(state))).toBe(true)
        const before = foldAll(known.slice(0, from % known.length))
        expect(foldMany(before, events)).toEqual(state)
      }),
      { numRuns: 800 },
    )
  })
})

describe('Many events at once', () => {
  const index = fc.constantFrom(0, 0, 0, 1, 2, undefined)
  const piece = fc.constantFrom<unknown>('a', 'b', '', '{"a":', '1}', null, 3, undefined)
  const delta = fc.oneof(
    fc.record({ type: fc.constant('text_delta'), text: piece }),
    fc.record({ type: fc.constant('thinking_delta'), thinking: piece, text: piece }),
    fc.record({ type: fc.constant('input_json_delta'), partial_json: piece }),
    fc.record({ type: fc.constant('signature_delta'), signature: piece }),
    fc.record({ type: fc.constant('citations_delta'), citation: piece }),
  )
  const blocks = fc.constantFrom<Block>(
    block(''),
    { type: 'thinking', thinking: '', signature: '' },
    { type: 'tool_use', id: 't', name: 'n', input: {} },
    { type: 'new_thing', text: 1 },
  )
  const deltas = fc.record({ type: fc.constant('content_block_delta'), index, delta })
  const others = fc.oneof(
    fc.tuple(index, blocks).map(([at, content]) => begin(at, content)),
    index.map((at) => ({ type: 'content_block_stop', index: at })),
    fc.constantFrom<WireEvent>(start, { type: 'ping' }, { type: 'message_stop' }),
  )
  const event = fc.oneof({ weight: 4, arbitrary: deltas }, { weight: 1, arbitrary: others })

  test('Come to what they come to one by one, wherever they are parted', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.nat(), (events, cut) => {
        const at = cut % (events.length + 1)
        const half = foldMany(EMPTY_FOLD, events.slice(0, at))
        expect(foldMany(half, events.slice(at))).toEqual(foldAll(events))
      }),
      { numRuns: 500 },
    )
  })
})

describe('Cost', () => {
  test('Folding is linear: eight times the deltas never cost thirty times the work', () => {
    const cost = (count: number) => {
      const events = Array.from({ length: count }, (_, i) => text(0, `word ${i} `))
      const before = performance.now()
      const state = foldAll([start, begin(0, block('')), ...events])
      // Reading the text flattens the rope that appending built.
      expect(JSON.stringify(contentOf(state)[0])).toHaveLength(
        JSON.stringify(block('')).length + events.reduce((sum, e) => sum + lengthOf(e), 0),
      )
      return performance.now() - before
    }
    const best = (count: number) => Math.min(...Array.from({ length: 5 }, () => cost(count)))
    cost(20_000)
    expect(best(160_000) / best(20_000)).toBeLessThan(30)
  })
})

function lengthOf({ delta }: WireEvent): number {
  return typeof delta === 'object' && delta !== null && 'text' in delta
    ? String(delta.text).length
    : 0
}
