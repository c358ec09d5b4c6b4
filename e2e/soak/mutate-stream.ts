import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { WireEvent } from '@/lib/wire/types'
import { blockTextEvents, encodeEvents, textEvents } from '../harness/upstream/answers'
import { between } from '../harness/upstream/random'
import type { Cut, Script } from '../harness/upstream/script'
import { anyIndex, flipBits, noise, pick } from './random-choice'
import { RECORDED_FRAMES } from './recorded-stream'

/** A stream of the Messages API after what was done to it. */
export interface MutatedStream {
  /** Names of what was done, in order. */
  done: string[]
  status: number
  /** Null for an answer that names none. */
  contentType: string | null
  encoding: string | null
  /** The body as it is on the wire. */
  bytes: Buffer
  /** The same before any encoding: the most that a client can read of it. */
  plain: Buffer
  cut: Cut | null
  /** Of the sizes in which it is written. */
  chunkSeed: number | null
}

type Random = () => number
type Frames = readonly string[]

const STREAMS: readonly Frames[] = [
  RECORDED_FRAMES,
  encodeEvents(textEvents(8)),
  encodeEvents(blockTextEvents([['漢字 ', '😀é', ' 🧑‍🚀'], ['Ende.']])),
]

/** Frames that a server might send and no client expects. */
const ODD_FRAMES: Frames = [
  ': a comment\n\n',
  'event: ping\ndata: {"type": "ping"}\n\n',
  'event: hologram\ndata: {"type":"hologram","x":1}\n\n',
  'event: hologram\ndata: no JSON at all\n\n',
  'data\n\n',
  'id: 7\nretry: 10\n\n',
  'event\n\n',
  'event: ping\n\n',
  'data: [DONE]\n\n',
  ': \u0000\n',
  'data: {"type":"message_stop"\ndata: }\n\n',
  'data: {"type":"content_block_delta","index":99,"delta":{"type":"text_delta","text":"?"}}\n\n',
  'event: content_block_delta\ndata: {"type":"content_block_delta","index":-1,"delta":null}\n\n',
  'event: content_block_start\ndata: {"type":"content_block_start","index":1e999,"content_block":7}\n\n',
  'event: message_start\ndata: {"type":"message_start","message":null}\n\n',
  'event: message_delta\ndata: {"type":"message_delta","delta":[],"usage":"none"}\n\n',
  'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":9},"usage":{"output_tokens":-1e308,"input_tokens":"many"}}\n\n',
  'data: {"type":"content_block_delta","index":0,"__proto__":{"x":1},"constructor":{"prototype":1}}\n\n',
  'data: {"type":["message_stop"]}\n\n',
  `data: {"type":"ping","deep":${'['.repeat(100)}${']'.repeat(100)}}\n\n`,
]

/** What stands in a frame where its data ought to be. */
const WRONG_DATA: Frames = [
  '{"type":"content_block_delta","index":NaN}',
  '{"type":',
  '[1,2]',
  'null',
  '"message_stop"',
  "{'type':'ping'}",
  '{"type":"ping"}{"type":"ping"}',
  '<html>502 Bad Gateway</html>',
  '\ud800',
]

/** What is done to frames, to their bytes, and to the answer around them: in this order. */
const OF_FRAMES: Record<string, (frames: Frames, random: Random) => Frames> = {
  'frames dropped': (frames, random) => frames.filter(() => random() > 0.15),
  'a frame doubled': (frames, random) => insertAt(frames, random, pick(frames, random)),
  'frames swapped': (frames, random) => {
    const [a, b] = [anyIndex(frames, random), anyIndex(frames, random)]
    return frames.with(a, frames[b] ?? '').with(b, frames[a] ?? '')
  },
  'frames in reverse': (frames) => frames.toReversed(),
  'frames shuffled': (frames, random) =>
    frames
      .map((frame) => ({ frame, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ frame }) => frame),
  'odd frames': (frames, random) =>
    Array.from({ length: between(random, 1, 4) }).reduce<Frames>(
      (before) => insertAt(before, random, pick(ODD_FRAMES, random)),
      frames,
    ),
  'wrong JSON': (frames, random) => {
    const index = anyIndex(frames, random)
    const wrong = (frames[index] ?? '').replace(
      /data: .*/,
      () => `data: ${pick(WRONG_DATA, random)}`,
    )
    return frames.with(index, wrong)
  },
  'a huge frame': (frames, random) => {
    const text = '潮'.repeat(between(random, 10_000, 400_000))
    const delta: WireEvent = {
      type: 'content_block_delta',
      index: 1,
      delta: { type: 'text_delta', text },
    }
    return insertAt(frames, random, encodeEvents([delta])[0] ?? '')
  },
  'frames without names': (frames) => frames.map((frame) => frame.replace(/^event: .*\n/, '')),
  'frames without data': (frames, random) =>
    frames.map((frame) => (random() < 0.1 ? frame.replace(/data: .*\n/, '') : frame)),
  'an error in the stream': (frames, random) => {
    const error = { type: 'overloaded_error', message: 'Overloaded' }
    return insertAt(frames, random, encodeEvents([{ type: 'error', error }])[0] ?? '')
  },
  'two streams in one': (frames, random) => [...frames, ...pick(STREAMS, random)],
  'no frames': () => [],
}

const OF_BYTES: Record<string, (bytes: Buffer, random: Random) => Buffer> = {
  'bits flipped': flipBits,
  'bytes removed': (bytes, random) => {
    const from = anyIndex(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + between(random, 1, 60))])
  },
  'bytes put in': (bytes, random) => {
    const index = anyIndex(bytes, random)
    return Buffer.concat([
      bytes.subarray(0, index),
      noise(between(random, 1, 40), random),
      bytes.subarray(index),
    ])
  },
  'characters cut in half': (bytes, random) => {
    const inside = [...bytes.keys()].filter((i) => ((bytes[i] ?? 0) & 0xc0) === 0x80)
    if (inside.length === 0) return bytes
    const index = pick(inside, random)
    return Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + 1)])
  },
  CRLF: (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  CR: (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r'), 'latin1'),
  'a BOM': (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  'ended early': (bytes, random) => bytes.subarray(0, anyIndex(bytes, random)),
  'UTF-16': (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
}

const OF_THE_ANSWER: Record<
  string,
  (stream: MutatedStream, random: Random) => Partial<MutatedStream>
> = {
  'another content type': (_, random) => ({
    contentType: pick(['application/json', 'text/plain', 'text/html', 'x/y; q=;', null], random),
  }),
  'a charset': () => ({ contentType: 'text/event-stream;charset=iso-8859-1' }),
  'an error status': (_, random) => ({ status: pick([400, 429, 500, 529], random) }),
  gzip: ({ bytes }) => ({ encoding: 'gzip', bytes: gzipSync(bytes) }),
  deflate: ({ bytes }) => ({ encoding: 'deflate', bytes: deflateSync(bytes) }),
  brotli: ({ bytes }) => ({ encoding: 'br', bytes: brotliCompressSync(bytes) }),
  'broken gzip': ({ bytes }, random) => {
    const packed = gzipSync(bytes)
    const index = anyIndex(packed, random)
    packed[index] = (packed[index] ?? 0) ^ 0xff
    return { encoding: 'gzip', bytes: packed }
  },
  'an encoding that it is not in': (_, random) => ({
    encoding: pick(['gzip', 'br', 'deflate', 'zstd', 'x-none'], random),
    plain: Buffer.alloc(0),
  }),
  'cut off': ({ bytes }, random) => ({
    cut: { atByte: anyIndex(bytes, random), how: pick(['end', 'fin', 'rst'] as const, random) },
  }),
}

const ALL = [OF_FRAMES, OF_BYTES, OF_THE_ANSWER].flatMap((one) => Object.keys(one))

/** One of the streams with one to three things done to it. */
export function mutateStream(random: Random): MutatedStream {
  const chosen = new Set(Array.from({ length: between(random, 1, 3) }, () => pick(ALL, random)))
  // An answer is encoded once at most.
  const done = ALL.filter((name) => chosen.has(name))
  const frames = apply(OF_FRAMES, done, pick(STREAMS, random), random)
  const plain = apply(OF_BYTES, done, Buffer.from(frames.join('')), random)
  let stream: MutatedStream = {
    done,
    status: 200,
    contentType: 'text/event-stream; charset=utf-8',
    encoding: null,
    bytes: plain,
    plain,
    cut: null,
    chunkSeed: random() < 0.3 ? between(random, 1, 1e6) : null,
  }
  for (const name of done) {
    const changed = OF_THE_ANSWER[name]?.(stream, random) ?? {}
    if (stream.encoding === null || changed.encoding === undefined)
      stream = { ...stream, ...changed }
  }
  return stream
}

/** How the fake upstream answers with it. */
export function scriptOf(stream: MutatedStream): Script {
  const { bytes, status, contentType, encoding, cut, chunkSeed } = stream
  return {
    status,
    headers: [
      ...(contentType === null ? [] : [['content-type', contentType] as const]),
      ...(encoding === null ? [] : [['content-encoding', encoding] as const]),
    ],
    frames: [bytes],
    ...(cut === null ? {} : { cut }),
    // A megabyte in pieces of 16 bytes says nothing more than a kilobyte does.
    ...(chunkSeed === null || bytes.length > 50_000 ? {} : { chunking: { seed: chunkSeed } }),
  }
}

function apply<T>(
  table: Record<string, (value: T, random: Random) => T>,
  names: readonly string[],
  value: T,
  random: Random,
): T {
  return names.reduce((before, name) => table[name]?.(before, random) ?? before, value)
}

function insertAt(frames: Frames, random: Random, frame: string): Frames {
  return frames.toSpliced(between(random, 0, frames.length), 0, frame)
}
