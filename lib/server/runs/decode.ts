import 'server-only'
import { finished, Transform, type TransformCallback } from 'node:stream'
import zlib from 'node:zlib'

/** What reads the decoded bytes of an answer beside the path of the bytes themselves. */
export interface Decoder {
  write(chunk: Uint8Array): void
  /** Calls back when all that was written has been read. */
  end(done: () => void): void
}

// A cut stream ends in the middle of a block: what has come so far is still wanted.
const ZLIB = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH }
const BROTLI = {
  flush: zlib.constants.BROTLI_OPERATION_FLUSH,
  finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
}

const STREAMS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => zlib.createGunzip(ZLIB)],
  ['x-gzip', () => zlib.createGunzip(ZLIB)],
  ['deflate', () => zlib.createInflate(ZLIB)],
  ['br', () => zlib.createBrotliDecompress(BROTLI)],
])

/** The content encodings that can be read, besides none. */
export const KNOWN_ENCODINGS: ReadonlySet<string> = new Set(STREAMS.keys())

/** True where a content encoding is none. */
export function isPlain(encoding: string | null): boolean {
  return encoding === null || encoding === '' || encoding === 'identity'
}

/**
 * Reads bytes in a content encoding. Without one the reading is direct, in the caller's own turn.
 * An encoding that is not known, or bytes that do not decode, are read as nothing.
 */
export function createDecoder(encoding: string | null, read: (bytes: Uint8Array) => void): Decoder {
  if (isPlain(encoding)) {
    return { write: read, end: (done) => done() }
  }
  const stream =
    STREAMS.get(encoding?.toLowerCase() ?? '')?.() ?? new Transform({ transform: swallow })
  stream.on('data', read)
  // Bad bytes may come long before the end; an error that nobody hears would end the process.
  stream.on('error', () => {})
  return {
    write: (chunk) => void stream.write(chunk),
    end: (done) => {
      // Only the reading side: what follows the end of the compressed data is never taken.
      finished(stream, { writable: false }, () => done())
      stream.end()
    },
  }
}

function swallow(_chunk: unknown, _encoding: string, next: TransformCallback): void {
  next()
}
