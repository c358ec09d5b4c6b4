import 'server-only'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { ApiError } from '@/lib/wire/errors'
import type { RunRow } from '../store/schema'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'

/** No request of the Messages API is that long (claude-api.md §1): what unpacks to more is a trap. */
const MOST_BYTES = 64 * 1024 * 1024

type Unpack = (bytes: Uint8Array) => Promise<Uint8Array>
const limit = { maxOutputLength: MOST_BYTES }
const gunzip: Unpack = (bytes) => promisify<Uint8Array, object, Buffer>(zlib.gunzip)(bytes, limit)

const UNPACK: ReadonlyMap<string, Unpack> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', (bytes) => promisify<Uint8Array, object, Buffer>(zlib.inflate)(bytes, limit)],
  ['br', (bytes) => promisify<Uint8Array, object, Buffer>(zlib.brotliDecompress)(bytes, limit)],
])

/** The text of a stored request, unpacked where it was sent compressed. Throws 409 where there is none. */
export async function readRequestText(
  row: Pick<RunRow, 'request_body' | 'request_bytes'>,
  headers: HeaderList,
): Promise<string> {
  if (row.request_body !== null) return row.request_body
  if (row.request_bytes === null) {
    throw new ApiError(409, 'The request of this run was not kept, so it cannot be opened.')
  }
  const encoding = header(headers, 'content-encoding')?.toLowerCase() ?? 'identity'
  const unpack = UNPACK.get(encoding)
  try {
    if (unpack === undefined) throw new Error(`its content encoding is ${encoding}`)
    const bytes = await unpack(row.request_bytes)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ApiError(409, `The request of this run cannot be read as text: ${reason}.`)
  }
}
