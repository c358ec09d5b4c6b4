import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { throwIfAborted, untilAborted } from '../abort'
import { type UpstreamCall, UpstreamError } from '../sink'

/** Of a Messages body (claude-api.md §1). */
const BODY_LIMIT = 32 * 1024 * 1024

/** Collects a call's body and parses it; stops reading where it grows too long. */
export async function readJsonBody(call: UpstreamCall, limit = BODY_LIMIT): Promise<unknown> {
  const bytes = await collect(call, limit)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is not UTF-8'
    throw new ApiError(400, `The request body is not valid JSON: ${reason}`)
  }
}

async function collect(call: UpstreamCall, limit: number): Promise<Uint8Array> {
  throwIfAborted(call.signal)
  if (call.body === null) return new Uint8Array()
  if (call.body instanceof Uint8Array) return checkSize(call.body, call.body.byteLength, limit)
  const parts: Uint8Array[] = []
  let size = 0
  const source = call.body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await untilAborted(source.next(), call.signal)
      if (done === true) return Buffer.concat(parts, size)
      size += value.byteLength
      parts.push(checkSize(value, size, limit))
    }
  } catch (error) {
    // Not awaited: a source that waits for its caller would keep this waiting too.
    source.return?.()?.then(undefined, () => {})
    if (error instanceof ApiError || error instanceof UpstreamError) throw error
    throw new UpstreamError('aborted', 'The request body ended early.')
  }
}

function checkSize(chunk: Uint8Array, total: number, limit: number): Uint8Array {
  if (total > limit) {
    throw new ApiError(413, `Request exceeds the maximum size of ${limit / (1024 * 1024)} MB.`)
  }
  return chunk
}
