import 'server-only'
import { errorBody, isApiError } from '@/lib/wire/errors'
import type { WireEvent } from '@/lib/wire/types'

/** Bytes that go out as they are, in the place of a frame. */
export interface RawFrame {
  raw: string
}

const encoder = new TextEncoder()

/** One event as the wire frames it (claude-api.md §4): its name, its data on one line, a blank line. */
export function frameText(event: { type: string }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** Events as frames; an error becomes the stream's last one, because the status has been sent. */
export async function* toFrames(
  events: AsyncIterable<WireEvent | RawFrame>,
  requestId: string,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const event of events) yield encoder.encode(textOf(event))
  } catch (error) {
    if (!isApiError(error)) throw error
    yield encoder.encode(frameText(errorBody(error, requestId)))
  }
}

// An event's `type` is always there, so that `raw` tells the two apart.
function textOf(event: WireEvent | RawFrame): string {
  return isRaw(event) ? event.raw : frameText(event)
}

function isRaw(event: WireEvent | RawFrame): event is RawFrame {
  return !('type' in event)
}
