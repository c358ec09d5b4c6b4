import fc from 'fast-check'
import type OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import {
  begin,
  closing,
  delta,
  end,
  eventsOf,
  foldAll,
  start,
  stop,
  text,
} from '../__fixtures__/events'
import { fixtureNames } from '../__fixtures__/read-fixture'
import '../__fixtures__/seed'
import { isRecord, parseRecord } from '../json'
import type { Block, WireEvent } from '../types'
import { createChunkEncoder } from './chunks'
import { toChatCompletion } from './completion'

const CREATED = 1_764_000_000
const CUT = { type: 'api_error', message: 'The stream ended before its message.' }

/** The frames as a client splits them; `null` for `[DONE]`. */
function framesOf(
  events: readonly WireEvent[],
  includeUsage = false,
): (Record<string, unknown> | null)[] {
  const encoder = createChunkEncoder({ includeUsage, created: CREATED })
  const sent = [...events.map((event) => encoder.write(event)), encoder.fail(CUT)].join('')
  expect(sent).toMatch(/^(data: [^\n]+\n\n)*$/)
  return sent
    .split('\n\n')
    .slice(0, -1)
    .map((frame) => parseRecord(frame.slice('data: '.length)))
}

interface Call {
  id: string
  name: string
  arguments: string
}

/** What a client puts together from the chunks. */
function gather(frames: readonly (Record<string, unknown> | null)[]) {
  const gathered = {
    content: '',
    calls: [] as Call[],
    finish: [] as unknown[],
    error: null as unknown,
  }
  for (const frame of frames) {
    if (frame === null) continue
    if ('error' in frame) gathered.error = frame.error
    // The shape is what the tests of single chunks pin down.
    const [choice] = (frame.choices ?? []) as OpenAI.ChatCompletionChunk.Choice[]
    if (choice === undefined) continue
    if (choice.finish_reason !== null) gathered.finish.push(choice.finish_reason)
    gathered.content += choice.delta.content ?? ''
    for (const part of choice.delta.tool_calls ?? []) {
      const { index, id, function: told = {} } = part
      if (id !== undefined) gathered.calls[index] = { id, name: told.name ?? '', arguments: '' }
      const call = gathered.calls[index]
      if (call !== undefined) call.arguments += told.arguments ?? ''
    }
  }
  return gathered
}

/** Text as it is where it is no JSON. */
const parsed = (json: string) => parseRecord(json) ?? json

function expectAgreement(events: readonly WireEvent[]): void {
  const state = foldAll(events)
  const frames = framesOf(events)
  const { content, calls, finish, error } = gather(frames)
  const completion = state.message === null ? null : toChatCompletion(state.message, CREATED)
  const message = completion?.choices[0].message
  expect(content).toBe(message?.content ?? '')
  if (!state.isDone) {
    expect(finish).toEqual([])
    expect(error).toMatchObject({ message: (state.error ?? CUT).message, param: null })
    expect(frames.at(-1)).toHaveProperty('error')
    return
  }
  expect(error).toBeNull()
  expect(finish).toEqual([completion?.choices[0].finish_reason])
  expect(calls.map((call) => ({ ...call, arguments: parsed(call.arguments) }))).toEqual(
    (message?.tool_calls ?? []).map(({ id, function: told }) => ({
      id,
      name: told.name,
      arguments: parsed(told.arguments),
    })),
  )
  expect(frames.at(-1)).toBeNull()
  const chunks = frames.slice(0, -1)
  expect(new Set(chunks.map((chunk) => chunk?.id))).toEqual(new Set([completion?.id]))
}

describe('What a client puts together is the completion of the folded message', () => {
  test.each(fixtureNames())('%s', (name) => {
    expectAgreement(eventsOf(name))
  })

  /** The event, its text in two; the fold makes no difference between the two forms. */
  function cutText(event: WireEvent, share: number): WireEvent[] {
    if (!isRecord(event.delta) || event.type !== 'content_block_delta') return [event]
    const { delta: whole } = event
    const field = ['text', 'partial_json'].find((key) => typeof whole[key] === 'string')
    if (field === undefined) return [event]
    const value = String(whole[field])
    const at = Math.floor(share * value.length)
    return [value.slice(0, at), value.slice(at)].map((piece) => ({
      ...event,
      delta: { ...whole, [field]: piece },
    }))
  }

  test('…for every fixture, its texts cut anywhere, events lost or strewn in, and its end cut off', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const noise = fc.constantFrom<WireEvent[]>(
      [],
      [],
      [{ type: 'ping' }],
      [{ type: 'of_tomorrow' }],
    )
    const step = fc.record({ share, noise, isLost: fc.nat(30).map((n) => n === 0) })
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtureNames()),
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.option(share, { freq: 3 }),
        (name, steps, cutAt) => {
          const whole = eventsOf(name)
          const kept = cutAt === null ? whole : whole.slice(0, Math.floor(cutAt * whole.length))
          const events = kept.flatMap((event, index) => {
            const step = steps[index % steps.length]
            if (step === undefined) return [event]
            // Without its start a block has no place in the message yet, and what follows takes it.
            const isLost = step.isLost && event.type !== 'content_block_start'
            return [...step.noise, ...(isLost ? [] : cutText(event, step.share))]
          })
          expectAgreement(events)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('…for any blocks in any pieces', () => {
    const pieces = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 })
    const blocks = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constantFrom('text', 'thinking'), pieces }),
        fc.record({
          kind: fc.constantFrom('tool_use', 'server_tool_use'),
          pieces: fc.oneof(
            pieces,
            fc.dictionary(fc.string(), fc.jsonValue()).map((input) => {
              const json = JSON.stringify(input)
              return [json.slice(0, 3), json.slice(3)]
            }),
          ),
        }),
      ),
      { maxLength: 6 },
    )
    const pieceOf: Record<string, [type: string, field: string]> = {
      text: ['text_delta', 'text'],
      thinking: ['thinking_delta', 'thinking'],
      tool_use: ['input_json_delta', 'partial_json'],
      server_tool_use: ['input_json_delta', 'partial_json'],
    }
    fc.assert(
      fc.property(blocks, (list) => {
        const events = list.flatMap(({ kind, pieces: parts }, index) => {
          const [type, field] = pieceOf[kind] ?? ['', '']
          const block: Block = kind.endsWith('tool_use')
            ? { type: kind, id: `t${index}`, name: 'f', input: {} }
            : { type: kind, [kind]: '' }
          return [
            begin(index, block),
            ...parts.map((part) => delta(index, type, { [field]: part })),
            end(index),
          ]
        })
        expectAgreement([start, ...events, closing({ stop_reason: 'end_turn' }, {}), stop])
      }),
      { numRuns: 300 },
    )
  })
})

describe('Chunks one by one', () => {
  const head = { id: 'm', object: 'chat.completion.chunk', created: CREATED, model: 'x' }
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason, logprobs: null }],
  })
  const call = (fields: object) => chunk({ tool_calls: [fields] })
  const tool = (id: string, name: string, input = {}): Block => ({
    type: 'tool_use',
    id,
    name,
    input,
  })
  const json = (index: number, piece: string) =>
    delta(index, 'input_json_delta', { partial_json: piece })

  test('Item 75: parallel calls are counted by themselves, not by their blocks', () => {
    const events = [
      start,
      begin(0, { type: 'thinking', thinking: '', signature: '' }),
      delta(0, 'thinking_delta', { thinking: 'Hm' }),
      delta(0, 'signature_delta', { signature: 's' }),
      end(0),
      begin(1, { type: 'text', text: '' }),
      text(1, 'I look.'),
      delta(1, 'citations_delta', { citation: {} }),
      end(1),
      begin(2, tool('a', 'f')),
      json(2, ''),
      json(2, '{"x":'),
      json(2, '1}'),
      end(2),
      begin(3, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }),
      json(3, '{"query":"q"}'),
      end(3),
      begin(4, tool('b', 'g')),
      json(4, ''),
      end(4),
      begin(5, tool('c', 'h', { whole: true })),
      closing({ stop_reason: 'tool_use' }, { output_tokens: 9 }),
      stop,
    ]
    const opening = (index: number, id: string, name: string) =>
      call({ index, id, type: 'function', function: { name, arguments: '' } })
    expect(framesOf(events)).toStrictEqual([
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: 'I look.' }),
      opening(0, 'a', 'f'),
      call({ index: 0, function: { arguments: '{"x":' } }),
      call({ index: 0, function: { arguments: '1}' } }),
      opening(1, 'b', 'g'),
      call({ index: 1, function: { arguments: '{}' } }),
      opening(2, 'c', 'h'),
      call({ index: 2, function: { arguments: '{"whole":true}' } }),
      chunk({}, 'tool_calls'),
      null,
    ])
  })

  test('Item 77: with include_usage one last chunk tells the usage, and every other says null', () => {
    const begun = { ...start, message: { id: 'm', model: 'x', usage: { input_tokens: 3 } } }
    const closings = [
      closing({ stop_reason: 'pause_turn' }, { output_tokens: 1 }),
      closing({ stop_reason: 'max_tokens' }, { output_tokens: 5, cache_read_input_tokens: 40 }),
    ]
    const events = [begun, begin(0, { type: 'text', text: 'Hi' }), ...closings, stop]
    const chunks = [
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: 'Hi' }),
      chunk({}, 'length'),
    ]
    expect(framesOf(events)).toStrictEqual([...chunks, null])
    const usage = { prompt_tokens: 43, completion_tokens: 5, total_tokens: 48 }
    expect(framesOf(events, true)).toStrictEqual([
      ...chunks.map((one) => ({ ...one, usage: null })),
      { ...head, choices: [], usage },
      null,
    ])
  })

  test('Item 78: an error in the midst ends the stream with its frame and no [DONE]', () => {
    const frames = framesOf([...eventsOf('error-mid-stream'), ...eventsOf('text')], true)
    expect(frames.at(-1)).toStrictEqual({
      error: { message: 'Overloaded', type: 'overloaded_error', param: null, code: null },
    })
    expect(frames.filter((frame) => frame === null || 'error' in frame)).toHaveLength(1)
  })

  test('Item 78: an end without message_stop is told as an error, once, and nothing follows it', () => {
    const encoder = createChunkEncoder({ includeUsage: true, created: CREATED })
    for (const event of eventsOf('cut')) encoder.write(event)
    const details = { error_code: 'cut' }
    expect(encoder.fail({ ...CUT, details })).toBe(
      `data: ${JSON.stringify({ error: { message: CUT.message, type: CUT.type, param: null, code: 'cut' } })}\n\n`,
    )
    expect(encoder.fail(CUT)).toBe('')
    expect(eventsOf('text').map(encoder.write).join('')).toBe('')
  })

  test('After [DONE] nothing follows, whatever comes', () => {
    const encoder = createChunkEncoder({ includeUsage: false, created: CREATED })
    const sent = eventsOf('text')
      .map((event) => encoder.write(event))
      .join('')
    expect(sent.endsWith('data: [DONE]\n\n')).toBe(true)
    expect(encoder.fail(CUT) + encoder.write(stop) + encoder.write(text(0, 'more'))).toBe('')
  })

  test('What came whole with the start of the message is told at once', () => {
    const content = [{ type: 'text', text: 'Hi' }, tool('a', 'f', { x: 1 })]
    const begun = { ...start, message: { id: 'm', model: 'x', content } }
    const frames = framesOf([begun, stop])
    expect(gather(frames)).toMatchObject({
      content: 'Hi',
      calls: [{ id: 'a', name: 'f', arguments: '{"x":1}' }],
      finish: ['stop'],
    })
  })

  test('No event of the stream, however odd, makes it throw', () => {
    const odd = fc.record({
      type: fc.constantFrom(...eventsOf('tool-use').map(({ type }) => type)),
    })
    const event = fc.tuple(odd, fc.object()).map(([known, fields]) => ({ ...fields, ...known }))
    fc.assert(fc.property(fc.array(event), (events) => void framesOf(events)))
  })
})
