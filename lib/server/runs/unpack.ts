import 'server-only'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

type Unpack = (bytes: Uint8Array, limit: { maxOutputLength: number }) => Promise<Buffer>

const gunzip: Unpack = promisify<Uint8Array, object, Buffer>(zlib.gunzip)

const UNPACK: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', promisify<Uint8Array, object, Buffer>(zlib.inflate)],
  ['br', promisify<Uint8Array, object, Buffer>(zlib.brotliDecompress)],
])

/**
 * A whole request in a content encoding, unpacked; null for an encoding that is not known. It stops
 * with the first byte over `most`. Rejects for bytes that do not decode.
 */
export async function unpack(
  bytes: Uint8Array,
  encoding: string,
  most: number,
): Promise<Uint8Array | 'too_large' | null> {
  const name = encoding.toLowerCase()
  if (name === '' || name === 'identity') return bytes
  const decode = UNPACK.get(name)
  if (decode === undefined) return null
  try {
    return await decode(bytes, { maxOutputLength: most })
  } catch (error) {
    if (error instanceof RangeError) return 'too_large'
    throw error
  }
}
