import 'server-only'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { ApiError } from '@/lib/wire/errors'
import { throwIfAborted, untilAborted } from '../abort'
import { header } from '../headers'
import { type UpstreamCall, UpstreamError } from '../sink'

/** Of a Messages body (claude-api.md §1). */
const BODY_LIMIT = 32 * 1024 * 1024

/** Collects a call's body, decodes it and parses it; stops reading where it grows too long. */
export async function readJsonBody(call: UpstreamCall, limit = BODY_LIMIT): Promise<unknown> {
  const bytes = await collect(call, limit)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is not UTF-8'
    throw new ApiError(400, `The request body is not valid JSON: ${reason}`)
  }
}

/** What is said of a body that is longer than Messages take; null for one that fits. */
export function sizeComplaint(json: unknown): string | null {
  const size = Buffer.byteLength(JSON.stringify(json))
  return size > BODY_LIMIT ? tooLarge('identity', BODY_LIMIT).message : null
}

async function collect(call: UpstreamCall, limit: number): Promise<Uint8Array> {
  const encoding = header(call.headers, 'content-encoding')?.toLowerCase() ?? 'identity'
  const parts: Uint8Array[] = []
  let size = 0
  const chunks = encoding === 'identity' ? bodyChunks(call) : decoded(call, encoding)
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(encoding, limit)
    parts.push(chunk)
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, size)
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** The body less its encoding; its errors have codes of their own (claude-api.md §1.1, §5.2). */
async function* decoded(call: UpstreamCall, encoding: string): AsyncGenerator<Uint8Array> {
  const create = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined
  if (create === undefined) {
    throw encodingError(
      'unsupported',
      `${JSON.stringify(encoding)} is not supported; use gzip, deflate or br`,
    )
  }
  const source = Readable.from(bodyChunks(call))
  try {
    // What goes wrong on the way comes out of what is read here.
    yield* pipeline(source, create(), () => {})
  } catch (error) {
    if (error instanceof UpstreamError) throw error
    throw encodingError('invalid', `the body is not valid ${encoding}`)
  }
}

function encodingError(what: 'invalid' | 'unsupported', text: string): ApiError {
  const details = { error_code: `request_body_encoding_${what}` }
  return new ApiError(400, `content-encoding: ${text}`, { details })
}

function tooLarge(encoding: string, limit: number): ApiError {
  const text = `Request exceeds the maximum size of ${limit / (1024 * 1024)} MB`
  if (encoding === 'identity') return new ApiError(413, `${text}.`)
  const details = { error_code: 'request_body_too_large_after_decoding' }
  return new ApiError(413, `${text} after decoding.`, { details })
}

type Body = Pick<UpstreamCall, 'body' | 'signal'>

/** The bytes of a call's body as they come, for as long as the caller is there. */
export async function* bodyChunks({ body, signal }: Body): AsyncGenerator<Uint8Array> {
  throwIfAborted(signal)
  if (body === null) return
  if (body instanceof Uint8Array) return yield body
  const source = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await untilAborted(source.next(), signal)
      if (done === true) return
      yield value
    }
  } catch (error) {
    if (error instanceof UpstreamError) throw error
    throw new UpstreamError('aborted', 'The request body ended early.')
  } finally {
    // Not awaited: a source that waits for its caller would keep this waiting too.
    source.return?.()?.then(undefined, () => {})
  }
}
