import { gzipSync } from 'node:zlib'
import { between } from '../harness/upstream/random'
import type { Sending } from './exchange'
import { BODIES, BROKEN_LINES, METHODS, ODD_FIELDS, PATHS } from './odd-requests'
import { anyIndex, flipBits, noise, pick } from './random-choice'
import { REQUESTS, type RequestDraft } from './requests-to-mutate'

/** A request after what was done to it. */
export interface MutatedRequest extends Sending {
  /** Its first line and the names of what was done, in order. */
  name: string
  method: string
  target: string
  /**
   * True where what came is no whole HTTP request, or one that a server may refuse before it reads
   * it: then a bare status is an answer, and so is a closed connection.
   */
  isBroken: boolean
}

type Random = () => number
type Change = (draft: RequestDraft, random: Random) => Partial<RequestDraft>

const OF_THE_REQUEST: Record<string, Change> = {
  'another method': (_, random) => ({ method: pick(METHODS, random) }),
  'another path': (_, random) => ({ target: pick(PATHS, random) }),
  'odd fields': ({ fields }, random) => {
    const odd = Array.from({ length: between(random, 1, 3) }, () => pick(ODD_FIELDS, random))
    return { fields: [...fields, ...odd] }
  },
  'a field in place of another': ({ fields }, random) => {
    const [name, value] = pick(ODD_FIELDS, random)
    return { fields: [...fields.filter(([other]) => other !== name), [name, value]] }
  },
  'a field left out': ({ fields }, random) => ({
    fields: fields.toSpliced(anyIndex(fields, random), 1),
  }),
  'a field twice': ({ fields }, random) => ({ fields: [...fields, pick(fields, random)] }),
  'hundreds of fields': ({ fields }) => ({
    fields: [...fields, ...Array.from({ length: 300 }, (_, i) => [`x-${i}`, 'y'] as const)],
  }),
  'another body': (_, random) => ({ body: Buffer.from(pick(BODIES, random)) }),
  'bits of the body flipped': ({ body }, random) => ({ body: flipBits(body, random) }),
  'the body ended early': ({ body }, random) => ({
    body: body.subarray(0, anyIndex(body, random)),
  }),
  'a body of noise': (_, random) => ({ body: noise(between(random, 1, 3000), random) }),
  'a body in UTF-16': ({ body }) => ({ body: Buffer.from(body.toString('utf8'), 'utf16le') }),
  'a large body': ({ body }, random) => ({
    body: Buffer.concat([body, Buffer.alloc(between(random, LARGE / 30, LARGE), ' ')]),
  }),
  'a gzip body': ({ body, fields }) => ({
    body: gzipSync(body),
    fields: [...fields, ['content-encoding', 'gzip']],
  }),
  'a broken gzip body': ({ body, fields }, random) => ({
    body: flipBits(gzipSync(body), random),
    fields: [...fields, ['content-encoding', 'gzip'], ['x-parley-cache', '60']],
  }),
  'a body that unpacks to 64 MB': ({ fields }) => ({
    body: BOMB,
    fields: [...fields, ['content-encoding', 'gzip'], ['x-parley-retry', 'true']],
  }),
  chunks: (_, random) => ({ framing: pick(['chunked', 'chunked with more'] as const, random) }),
}

const LARGE = 3_000_000
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))

/** What makes it no whole request of HTTP. */
const OF_HTTP: Record<string, Change> = {
  'no method of HTTP': (_, random) => ({
    method: pick(['FOO', 'get', 'CONNECT', '', '\u00ff'], random),
  }),
  'no path of HTTP': (_, random) => ({
    target: pick(['', ' ', '/a b', '/\u0001', '/caf\u00e9'], random),
  }),
  'no fields of HTTP': (_, random) => ({ extraLine: pick(BROKEN_LINES, random) }),
  'a length that is too long': () => ({ framing: 'too long', after: 'half-close' }),
  'a length that is too short': () => ({ framing: 'too short' }),
  'a length and chunks': () => ({ framing: 'both' }),
  'broken chunks': () => ({ framing: 'broken chunks', after: 'half-close' }),
  'another version': (_, random) => ({
    version: pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', ''], random),
  }),
  'left before the answer': (_, random) => ({
    after: pick(['half-close', 'reset'] as const, random),
  }),
  'left in the middle': (_, random) => ({
    endAt: random(),
    after: pick(['half-close', 'reset'] as const, random),
  }),
  'noise instead': () => ({ isNoise: true, after: 'half-close' }),
}

/** Comes to a stand in the middle and stays: only a server that waits no longer ends it. */
const SILENCE: Change = (_, random) => ({ endAt: random() })

const OF_BOTH = [...Object.keys(OF_THE_REQUEST), ...Object.keys(OF_HTTP)]

/** Most stay requests: what is none gets no further than the parser. */
function choose(random: Random): string {
  return pick(random() < 0.8 ? Object.keys(OF_THE_REQUEST) : Object.keys(OF_HTTP), random)
}

/** One of the gateway's requests with one to three things done to it, or with a silence in it. */
export function mutateRequest(
  random: Random,
  isSilent: boolean,
  host: string,
  key: string,
): MutatedRequest {
  const chosen = new Set(Array.from({ length: between(random, 1, 3) }, () => choose(random)))
  const done = isSilent ? ['silent in the middle'] : OF_BOTH.filter((name) => chosen.has(name))
  let draft = pick(REQUESTS, random)(host, key)
  if (isSilent) draft = { ...draft, ...SILENCE(draft, random) }
  for (const name of done) {
    const change = OF_THE_REQUEST[name] ?? OF_HTTP[name]
    draft = { ...draft, ...change?.(draft, random) }
  }
  const { method, target, after, fields } = draft
  const isLong = target.length + fields.join().length > 15_000
  return {
    name: `${method} ${target.slice(0, 80)} (${done.join(', ')})`,
    method,
    target,
    pieces: cutUp(encode(draft, random), random),
    after,
    isBroken:
      isSilent ||
      isLong ||
      !fields.some(([name]) => name === 'host') ||
      done.some((name) => name in OF_HTTP),
  }
}

function encode(draft: RequestDraft, random: Random): Buffer {
  const { method, target, version, fields, extraLine, body, framing, endAt, isNoise } = draft
  if (isNoise) return noise(between(random, 1, 600), random)
  const [framed, bytes] = frame(framing, body)
  const lines = [...fields, ...framed].map(([name, value]) => `${name}: ${value}`)
  const extra = extraLine === null ? [] : [extraLine]
  const head = [`${method} ${target} ${version}`, ...lines, ...extra, '', ''].join('\r\n')
  const all = Buffer.concat([Buffer.from(head, 'latin1'), bytes])
  return all.subarray(0, Math.floor(all.length * endAt))
}

/** How a request tells where its body ends, and the body so told. */
function frame(framing: RequestDraft['framing'], body: Buffer): [RequestDraft['fields'], Buffer] {
  const length = (size: number): RequestDraft['fields'] => [['content-length', String(size)]]
  const chunked: RequestDraft['fields'] = [['transfer-encoding', 'chunked']]
  const half = body.length >> 1
  const chunk = (bytes: Buffer, more = '') =>
    bytes.length === 0
      ? bytes
      : Buffer.concat([
          Buffer.from(`${bytes.length.toString(16)}${more}\r\n`),
          bytes,
          Buffer.from('\r\n'),
        ])
  const chunks = (more: string, end: string) =>
    Buffer.concat([
      chunk(body.subarray(0, half), more),
      chunk(body.subarray(half)),
      Buffer.from(end),
    ])
  switch (framing) {
    case 'none':
      return body.length === 0 ? [[], body] : [length(body.length), body]
    case 'length':
      return [length(body.length), body]
    case 'too long':
      return [length(body.length + 100), body]
    case 'too short':
      return [length(half), body]
    case 'both':
      return [[...length(body.length), ...chunked], body]
    case 'chunked':
      return [chunked, chunks('', '0\r\n\r\n')]
    case 'chunked with more':
      return [chunked, chunks(';a=b;c', '0\r\nx-trailer: 1\r\n\r\n')]
    case 'broken chunks':
      return [chunked, chunks('', 'zz\r\n\r\n')]
  }
}

function cutUp(bytes: Buffer, random: Random): Buffer[] {
  const cuts = Array.from({ length: between(random, 0, 3) }, () => anyIndex(bytes, random))
  const ends = [...cuts.sort((a, b) => a - b), bytes.length]
  return ends
    .map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end))
    .filter(({ length }) => length > 0)
}
