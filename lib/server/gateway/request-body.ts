import 'server-only'
import { ApiError } from '@/lib/wire/errors'

/** The API's limit for Messages and count_tokens, bytes (claude-api.md §1). */
export const MAX_BODY = 32 * 1024 * 1024

/** A request's bytes on their way upstream, with a copy kept for the run. */
export interface MeteredBody {
  bytes: AsyncIterable<Uint8Array> | null
  /** Resolves when all of it has been read; rejects when it breaks off or grows too large. */
  whole: Promise<void>
  /** Takes the copy so far, as text; from then on nothing is kept. */
  take(): string
}

/** Passes a body on piece by piece, keeps a copy, and stops it where it grows too large. */
export function meter(request: Request): MeteredBody {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > MAX_BODY) throw tooLarge()
  let copy: Uint8Array[] | null = []
  const { body } = request
  const ahead = body === null ? null : readAhead(body, (chunk) => copy?.push(chunk))
  return {
    bytes: ahead?.bytes ?? null,
    whole: ahead?.whole ?? Promise.resolve(),
    take: () => {
      const text = Buffer.concat(copy ?? []).toString('utf8')
      copy = null
      return text
    },
  }
}

/**
 * Reads a body as fast as it comes, not as fast as upstream takes it: what was asked is known while
 * upstream hangs, or is not there at all.
 */
function readAhead(body: ReadableStream<Uint8Array>, keep: (chunk: Uint8Array) => void) {
  const waiting: Uint8Array[] = []
  let isOver = false
  let wake = () => {}
  const read = async () => {
    let size = 0
    for await (const chunk of body) {
      size += chunk.length
      if (size > MAX_BODY) throw tooLarge()
      keep(chunk)
      waiting.push(chunk)
      wake()
    }
  }
  const whole = read().finally(() => {
    isOver = true
    wake()
  })
  // Whoever takes the bytes hears of it.
  whole.catch(() => {})
  async function* pass(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = waiting.shift()
      if (chunk !== undefined) yield chunk
      else if (isOver) return await whole
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  }
  return { bytes: pass(), whole }
}

function tooLarge(): ApiError {
  return new ApiError(413, `The request is larger than ${MAX_BODY} bytes.`)
}
