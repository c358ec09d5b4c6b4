import 'server-only'
import { ApiError } from '@/lib/wire/errors'

/** The API's limit for Messages and count_tokens, bytes (claude-api.md §1). */
export const MAX_BODY = 32 * 1024 * 1024

/** A request's bytes on their way upstream, with a copy kept for the run. */
export interface MeteredBody {
  bytes: AsyncIterable<Uint8Array> | null
  /** Takes the copy so far, as text; from then on nothing is kept. */
  take(): string
}

/** Passes a body on piece by piece, keeps a copy, and stops it where it grows too large. */
export function meter(request: Request): MeteredBody {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > MAX_BODY) throw tooLarge()
  let copy: Uint8Array[] | null = []
  const { body } = request
  return {
    bytes: body === null ? null : pass(body, (chunk) => copy?.push(chunk)),
    take: () => {
      const text = Buffer.concat(copy ?? []).toString('utf8')
      copy = null
      return text
    },
  }
}

async function* pass(
  body: ReadableStream<Uint8Array>,
  keep: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > MAX_BODY) throw tooLarge()
    keep(chunk)
    yield chunk
  }
}

function tooLarge(): ApiError {
  return new ApiError(413, `The request is larger than ${MAX_BODY} bytes.`)
}
