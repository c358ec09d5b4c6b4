import 'server-only'
import { errorBody, isApiError } from '@/lib/wire/errors'
import type { WireEvent } from '@/lib/wire/types'

const encoder = new TextEncoder()

/** One event as the wire frames it (claude-api.md §4): its name, its data on one line, a blank line. */
function frame(event: { type: string }): Uint8Array {
  return encoder.encode(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
}

/** Events as frames; an error becomes the stream's last one, because the status has been sent. */
export async function* toFrames(
  events: AsyncIterable<WireEvent>,
  requestId: string,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const event of events) yield frame(event)
  } catch (error) {
    if (!isApiError(error)) throw error
    yield frame(errorBody(error, requestId))
  }
}
