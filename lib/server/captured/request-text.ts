import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { unpack } from '../runs/unpack'
import type { RunRow } from '../store/schema'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'

/** No request of the Messages API is that long (claude-api.md §1): what unpacks to more is a trap. */
const MOST_BYTES = 64 * 1024 * 1024

/** The text of a stored request, unpacked where it was sent compressed. Throws 409 where there is none. */
export async function readRequestText(
  row: Pick<RunRow, 'request_body' | 'request_bytes'>,
  headers: HeaderList,
): Promise<string> {
  if (row.request_body !== null) return row.request_body
  if (row.request_bytes === null) {
    throw new ApiError(409, 'The request of this run was not kept, so it cannot be opened.')
  }
  const encoding = header(headers, 'content-encoding') ?? 'identity'
  try {
    const bytes = await unpack(row.request_bytes, encoding, MOST_BYTES)
    if (bytes === null) throw new Error(`its content encoding is ${encoding}`)
    if (bytes === 'too_large') throw new Error(`it has more than ${MOST_BYTES} bytes`)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ApiError(409, `The request of this run cannot be read as text: ${reason}.`)
  }
}
