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

async function collect(call: Body, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of bodyChunks(call)) {
    size += chunk.byteLength
    parts.push(checkSize(chunk, size, limit))
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, size)
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

function checkSize(chunk: Uint8Array, total: number, limit: number): Uint8Array {
  if (total > limit) {
    throw new ApiError(413, `Request exceeds the maximum size of ${limit / (1024 * 1024)} MB.`)
  }
  return chunk
}
