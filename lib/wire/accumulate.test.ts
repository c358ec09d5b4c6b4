import { describe, expect, test } from 'vitest'
import {
  begin,
  closing,
  contentOf,
  delta,
  end,
  eventsOf,
  foldAll,
  start,
  stop,
  text,
} from './__fixtures__/events'
import { fixtureNames } from './__fixtures__/read-fixture'
import { EMPTY_FOLD, type Fold, fold, INVALID_JSON_KEY } from './accumulate'
import type { Block, WireEvent } from './types'

describe('Recorded streams', () => {
  test('An error event keeps the partial text and its block open', () => {
    const state = foldAll(eventsOf('error-mid-stream'))
    expect(state.error).toEqual({ type: 'overloaded_error', message: 'Overloaded' })
    expect(state.isDone).toBe(false)
    expect(state.open).toEqual([0])
    expect(contentOf(state)).toEqual([{ type: 'text', text: 'The first half of an answer' }])
  })

  test('A cut stream keeps its whole frames and is not done', () => {
    const state = foldAll(eventsOf('cut'))
    expect(state).toMatchObject({ isDone: false, error: null, open: [1] })
    expect(contentOf(state).map(({ type }) => type)).toEqual(['thinking', 'text'])
  })

  test('Unknown blocks, deltas, events, fields and stop reasons are kept or passed over', () => {
    const { message } = foldAll(eventsOf('unknown'))
    expect(message).toMatchObject({
      content: [
        { type: 'hologram', mesh: 'cube', layers: [{ z: 1 }] },
        { type: 'text', text: 'Known text.' },
        { type: 'aside', text: 'said in an unknown block' },
      ],
      stop_reason: 'enlightened',
      mood: 'calm',
      origin: { planet: 'Mars' },
      context_management: { applied_edits: [] },
      usage: { output_tokens: 31, tokens_dreamt: 9, input_tokens: 25 },
    })
  })

  test("The baseline's data-only sample without closing usage is read whole", () => {
    const state = foldAll(eventsOf('baseline-data-only'))
    expect(state.isDone).toBe(true)
    expect(state.message).toEqual({
      id: 'msg_123',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-4-20250514',
      content: [{ type: 'text', text: 'Hello! How can I help you today?' }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 10, output_tokens: 1 },
    })
  })

  test('A tool input that is no JSON keeps its raw text', () => {
    const [block] = contentOf(foldAll(eventsOf('tool-use-invalid-json')))
    const raw = '{"filename": "poem.txt", "lines": ["Roses are'
    expect(block).toMatchObject({ type: 'tool_use', input: { [INVALID_JSON_KEY]: raw } })
  })

  test.each(fixtureNames())(
    'A snapshot of %s taken anywhere as JSON goes on to the same end',
    (name) => {
      const events = eventsOf(name)
      const whole = foldAll(events)
      for (let at = 0; at <= events.length; at++) {
        const snapshot: Fold = JSON.parse(JSON.stringify(foldAll(events.slice(0, at))))
        expect(foldAll(events.slice(at), snapshot)).toEqual(whole)
      }
    },
  )

  test.each(fixtureNames())(
    'Folding %s changes neither the events nor an earlier state',
    (name) => {
      const events = eventsOf(name)
      events.reduce((state, event) => fold(freeze(state), freeze(event)), EMPTY_FOLD)
    },
  )
})

describe('Deltas', () => {
  const tool: Block = { type: 'tool_use', id: 't', name: 'n', input: {} }
  const json = (piece: unknown) => delta(0, 'input_json_delta', { partial_json: piece })

  test('An input stays the placeholder until its block stops', () => {
    const state = foldAll([start, begin(0, tool), json('{"a"'), json(':1}')])
    expect(contentOf(state)).toEqual([tool])
    expect(state.partialJson).toEqual({ 0: '{"a":1}' })
    const stopped = fold(state, end(0))
    expect(contentOf(stopped)).toEqual([{ ...tool, input: { a: 1 } }])
    expect(stopped.partialJson).toEqual({})
  })

  test.each<[law: string, pieces: unknown[], input: unknown]>([
    ['No text at all gives {}', ['', ''], {}],
    ['No delta at all gives {}', [], {}],
    ['A list is no input', ['[1]'], { [INVALID_JSON_KEY]: '[1]' }],
    ['Pieces that are no text are passed over', [1, null, '{"a":1}', {}], { a: 1 }],
    [
      '__proto__ is a key like any other',
      ['{"__proto__":{"a":1}}'],
      JSON.parse('{"__proto__":{"a":1}}'),
    ],
  ])('%s', (_law, pieces, input) => {
    const state = foldAll([start, begin(0, tool), ...pieces.map(json), end(0)])
    expect(contentOf(state)[0]?.input).toStrictEqual(input)
  })

  test('A signature replaces, a citation is pushed, a compaction is assigned', () => {
    const state = foldAll([
      start,
      begin(0, { type: 'thinking', thinking: '', signature: '' }),
      delta(0, 'signature_delta', { signature: 'one' }),
      delta(0, 'signature_delta', { signature: 'two' }),
      end(0),
      begin(1, { type: 'text', text: '' }),
      delta(1, 'citations_delta', { citation: { n: 1 } }),
      delta(1, 'citations_delta', { citation: { n: 2 } }),
      end(1),
      begin(2, { type: 'compaction', content: 'old' }),
      delta(2, 'compaction_delta', { content: null }),
    ])
    expect(contentOf(state)).toEqual([
      { type: 'thinking', thinking: '', signature: 'two' },
      { type: 'text', text: '', citations: [{ n: 1 }, { n: 2 }] },
      { type: 'compaction', content: null },
    ])
  })

  test('A finished block keeps its identity while others change', () => {
    const one = foldAll([start, begin(0, { type: 'text', text: 'a' }), end(0)])
    const two = foldAll([begin(1, { type: 'text', text: 'b' }), text(1, 'c')], one)
    const done = foldAll(
      [end(1), closing({ stop_reason: 'end_turn' }, { output_tokens: 2 }), stop],
      two,
    )
    expect(contentOf(two)[0]).toBe(contentOf(one)[0])
    expect(contentOf(done)[0]).toBe(contentOf(one)[0])
    expect(contentOf(done)[1]).toBe(contentOf(two)[1])
    expect(contentOf(done)).toBe(contentOf(two))
    expect(two.message?.usage).toBe(one.message?.usage)
  })

  test.each<[law: string, event: WireEvent]>([
    ['ping', { type: 'ping' }],
    ['an unknown event', { type: 'constructor' }],
    ['an unknown delta', delta(0, 'shimmer_delta', { glow: 1 })],
    ['a delta without a body', { type: 'content_block_delta', index: 0 }],
    ['a text delta without text', delta(0, 'text_delta', { text: 7 })],
    ['an input delta for a text block', delta(0, 'input_json_delta', { partial_json: '{' })],
    ['a block without a type', begin(1, JSON.parse('{"text":"x"}'))],
    ['a second message_start', { type: 'message_start', message: { id: 'other', content: [] } }],
  ])('The state itself comes back for %s', (_law, event) => {
    const state = foldAll([start, begin(0, { type: 'text', text: 'a' })])
    expect(fold(state, event)).toBe(state)
  })
})

describe('The end of a message', () => {
  test('A later message_delta wins; a null keeps a container but not a stop reason', () => {
    const state = foldAll([
      start,
      closing({ stop_reason: 'pause_turn', stop_sequence: 'x', container: { id: 'c' } }, null),
      closing({ stop_reason: null, stop_sequence: null, container: null }, null),
    ])
    expect(state.message).toMatchObject({
      stop_reason: null,
      stop_sequence: null,
      container: { id: 'c' },
    })
  })

  test('A message_delta cannot touch content, names or types', () => {
    const state = foldAll([
      start,
      begin(0, { type: 'text', text: 'a' }),
      closing({ content: 'gone', id: 'z', usage: 1, type: 'y', stop_reason: 3 }, undefined),
    ])
    expect(state.message).toMatchObject({
      id: 'm',
      type: 'message',
      content: [{ type: 'text', text: 'a' }],
      usage: {},
      stop_reason: null,
    })
  })

  test('message_stop closes blocks that were left open', () => {
    const tool: Block = { type: 'tool_use', id: 't', name: 'n', input: {} }
    const input = delta(0, 'input_json_delta', { partial_json: '{"a":1}' })
    const state = foldAll([
      start,
      begin(0, tool),
      input,
      begin(1, { type: 'text', text: '' }),
      stop,
    ])
    expect(state).toMatchObject({ isDone: true, open: [], partialJson: {} })
    expect(contentOf(state)[0]?.input).toEqual({ a: 1 })
  })

  test('message_stop without a message is no end', () => {
    expect(foldAll([stop])).toBe(EMPTY_FOLD)
  })

  test('Nothing changes after message_stop, nor after an error', () => {
    const done = foldAll([start, stop])
    const failed = foldAll([start, { type: 'error', error: { type: 't', message: 'm' } }])
    for (const event of [...eventsOf('text'), { type: 'error' }]) {
      expect(fold(done, event)).toBe(done)
      expect(fold(failed, event)).toBe(failed)
    }
  })

  test.each<[error: unknown, expected: object]>([
    [
      { type: 't', message: 'm', details: { error_code: 'c' } },
      { type: 't', message: 'm', details: { error_code: 'c' } },
    ],
    [{ message: 'm' }, { type: 'api_error', message: 'm' }],
    ['m', { type: 'api_error', message: 'm' }],
    [undefined, { type: 'api_error', message: expect.stringContaining('did not describe') }],
  ])('An error event with %j is an error', (error, expected) => {
    expect(fold(EMPTY_FOLD, { type: 'error', error }).error).toEqual(expected)
  })
})

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    Object.values(Object.freeze(value)).forEach(freeze)
  return value
}
