import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtureNames, readFixture } from './__fixtures__/read-fixture'
import './__fixtures__/seed'
import { createSseReader, encodeSse, readWireEvent, type SseFrame } from './sse'

const utf8 = new TextEncoder()

function readAll(chunks: readonly Uint8Array[]): SseFrame[] {
  const reader = createSseReader()
  return chunks.flatMap((chunk) => reader.push(chunk))
}

const read = (text: string) => readAll([utf8.encode(text)])

/** The bytes cut at the given places. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length]
  sorted.sort((a, b) => a - b)
  return sorted.slice(1).map((end, i) => bytes.subarray(sorted[i], end))
}

describe('Any chunking gives the same frames', () => {
  test.each(fixtureNames())('%s cut at random bytes into random chunks', (name) => {
    const bytes = readFixture(name)
    const whole = readAll([bytes])
    expect(whole.length).toBeGreaterThan(0)
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 60 }), (places) => {
        expect(readAll(cutAt(bytes, places))).toEqual(whole)
      }),
    )
  })

  test.each(fixtureNames())('%s byte by byte', (name) => {
    const bytes = readFixture(name)
    expect(readAll([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(readAll([bytes]))
  })

  test.each(fixtureNames())('A prefix of %s gives a prefix of its frames', (name) => {
    const bytes = readFixture(name)
    const whole = readAll([bytes])
    for (let end = 0; end < bytes.length; end++) {
      const frames = readAll([bytes.subarray(0, end)])
      expect(frames).toEqual(whole.slice(0, frames.length))
    }
  })
})

describe('A reader follows the standard', () => {
  test('LF, CRLF and CR end lines alike', () => {
    const names = ['text', 'text-crlf', 'text-cr'] as const
    const [lf, crlf, cr] = names.map((name) => readAll([readFixture(name)]))
    expect(crlf).toEqual(lf)
    expect(cr).toEqual(lf)
  })

  test.each<[law: string, text: string, frames: SseFrame[]]>([
    ['A frame has its name and data', 'event: a\ndata: 1\n\n', [{ event: 'a', data: '1' }]],
    ['A frame without a name has null', 'data: 1\n\n', [{ event: null, data: '1' }]],
    ['An empty name is no name', 'event:\ndata: 1\n\n', [{ event: null, data: '1' }]],
    ['A name holds for one frame', 'event: a\n\ndata: 1\n\n', [{ event: null, data: '1' }]],
    ['The last name counts', 'event: a\nevent: b\ndata: 1\n\n', [{ event: 'b', data: '1' }]],
    [
      'Data lines are joined by LF',
      'data: 1\ndata:\ndata: 3\n\n',
      [{ event: null, data: '1\n\n3' }],
    ],
    ['One space after the colon goes', 'data:  1\n\ndata:2\n\n', [' 1', '2'].map(unnamed)],
    ['A field may lack its colon', 'data\n\n', [{ event: null, data: '' }]],
    ['A frame without data is none', 'event: a\n\n', []],
    [
      'Comments and other fields are skipped',
      ':x\nid: 1\nretry: 2\ndatum: 3\ndata: 4\n\n',
      ['4'].map(unnamed),
    ],
    ['One leading BOM is dropped', '\ufeffdata: 1\n\n\ufeffdata: 2\n\n', ['1'].map(unnamed)],
    ['What is incomplete at the end is dropped', 'data: 1\n\ndata: 2\n', ['1'].map(unnamed)],
    ['Blank lines alone give nothing', '\n\r\n\r\n\n', []],
    [
      'Line ends may be mixed',
      'event: a\rdata: 1\r\n\ndata: 2\r\r',
      [{ event: 'a', data: '1' }, unnamed('2')],
    ],
  ])('%s', (_law, text, frames) => {
    expect(read(text)).toEqual(frames)
  })

  test('A frame ended by CR is given at once, and an LF that follows later ends no second line', () => {
    const reader = createSseReader()
    expect(reader.push(utf8.encode('data: 1\r\r'))).toEqual([unnamed('1')])
    expect(reader.push(utf8.encode('\ndata: 2\r'))).toEqual([])
    expect(reader.push(new Uint8Array())).toEqual([])
    expect(reader.push(utf8.encode('\n\r'))).toEqual([unnamed('2')])
  })

  test('Bytes that are no UTF-8 become replacement characters', () => {
    const bytes = Uint8Array.of(...utf8.encode('data: a'), 0xff, ...utf8.encode('b\n\n'))
    expect(readAll([bytes])).toEqual([unnamed('a\ufffdb')])
  })
})

describe('A frame has a limit', () => {
  const limitError = expect.objectContaining({ code: 'sse_frame_too_large' })

  test('A line without an end throws once it is past the limit, and from then on', () => {
    const reader = createSseReader(100)
    for (let i = 0; i < 10; i++) expect(reader.push(utf8.encode('x'.repeat(10)))).toEqual([])
    expect(() => reader.push(utf8.encode('x'))).toThrow(limitError)
    expect(() => reader.push(utf8.encode('\n\n'))).toThrow(limitError)
  })

  test('Data lines without a blank line throw', () => {
    const reader = createSseReader(100)
    expect(() => reader.push(utf8.encode('data: 1234567\n'.repeat(20)))).toThrow(limitError)
  })

  test('Frames before the endless one are returned first', () => {
    const reader = createSseReader(20)
    expect(reader.push(utf8.encode(`data: 1\n\ndata: ${'x'.repeat(30)}`))).toEqual([unnamed('1')])
    expect(() => reader.push(utf8.encode('x'))).toThrow(limitError)
  })

  test('Comments and many small frames never reach it', () => {
    const reader = createSseReader(20)
    const text = ': comment\ndata: 1\n\n'.repeat(1000)
    expect(reader.push(utf8.encode(text))).toHaveLength(1000)
    expect(reader.push(utf8.encode(': comment\n'.repeat(1000)))).toEqual([])
  })
})

describe('A frame that is written is read back', () => {
  test('Whatever the text', () => {
    const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\r', ''))
    fc.assert(
      fc.property(text, (data) => {
        // A lone surrogate has no UTF-8.
        const wellFormed = data.replace(/\p{Cs}/gu, '\ufffd')
        expect(read(encodeSse('a', data))).toEqual([{ event: 'a', data: wellFormed }])
      }),
    )
  })

  test('CR and CRLF in text become LF', () => {
    expect(read(encodeSse('a', '1\r2\r\n3'))).toEqual([{ event: 'a', data: '1\n2\n3' }])
  })

  test('Other values travel as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(typeof value !== 'string')
        const [frame] = read(encodeSse('a', value))
        expect(frame).toEqual({ event: 'a', data: JSON.stringify(value) })
      }),
    )
  })
})

describe('An event is read out of a frame', () => {
  const nested = (depth: number) => `{"type":"a","x":${'['.repeat(depth)}${']'.repeat(depth)}}`

  test.each<[law: string, frame: SseFrame, event: unknown]>([
    [
      'The type of the JSON counts',
      { event: 'a', data: '{"type":"b","x":1}' },
      { type: 'b', x: 1 },
    ],
    ['The JSON names a frame without a name', unnamed('{"type":"b"}'), { type: 'b' }],
    ['The name stands in for the type', { event: 'a', data: '{"x":1}' }, { type: 'a', x: 1 }],
    ['A type that is no text is none', { event: 'a', data: '{"type":1}' }, { type: 'a' }],
    ['Nothing names it', unnamed('{"x":1}'), null],
    ['[DONE] is no event', unnamed('[DONE]'), null],
    ['Text is no event', { event: 'a', data: 'hello' }, null],
    ['Nothing is no event', { event: 'a', data: '' }, null],
    ['A list is no event', { event: 'a', data: '[{"type":"a"}]' }, null],
    ['null is no event', { event: 'a', data: 'null' }, null],
    ['Nesting that cannot be written back is no event', unnamed(nested(100_000)), null],
    [
      'An error keeps its fields',
      {
        event: 'error',
        data: '{"type":"error","error":{"type":"t","message":"m"},"request_id":"r"}',
      },
      { type: 'error', error: { type: 't', message: 'm' }, request_id: 'r' },
    ],
    [
      'An error without an envelope gets one',
      { event: 'error', data: '{"type":"t","message":"m"}' },
      { type: 'error', error: { type: 't', message: 'm' } },
    ],
    [
      'An error in plain text keeps the text',
      { event: 'error', data: 'upstream connect error' },
      { type: 'error', error: { type: 'api_error', message: 'upstream connect error' } },
    ],
  ])('%s', (_law, frame, event) => {
    expect(readWireEvent(frame)).toEqual(event)
  })

  test('Reading never throws', () => {
    const event = fc.option(fc.string())
    const data = fc.oneof(fc.string(), fc.json())
    fc.assert(fc.property(fc.record({ event, data }), (frame) => void readWireEvent(frame)))
  })
})

function unnamed(data: string): SseFrame {
  return { event: null, data }
}
