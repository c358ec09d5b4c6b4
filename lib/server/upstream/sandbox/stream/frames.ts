import 'server-only'
import { errorBody, isApiError } from '@/lib/wire/errors'
import type { WireEvent } from '@/lib/wire/types'
import { CleanEnd } from '../faults/clean-end'

/** Bytes that go out as they are, in the place of a frame. */
export interface RawFrame {
  raw: string
}

/** How frames are written from here on. */
export interface Framing {
  framing: keyof typeof FRAMINGS
}

const encoder = new TextEncoder()

/** One event as the wire frames it (claude-api.md §4): its name, its data on one line, a blank line. */
export function frameText(event: { type: string }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** Other ways to write a frame: all but the nameless one are as good, and readers trip over them. */
const FRAMINGS = {
  /** As the baseline's sample has it; readers that go by the name see nothing. */
  nameless: (event: { type: string }) => `data: ${JSON.stringify(event)}\n\n`,
  crlf: (event: { type: string }) => frameText(event).replaceAll('\n', '\r\n'),
  comments: (event: { type: string }) => `: a comment\n${frameText(event).replace('\n', '\n:\n')}`,
  /** The data on several lines, which a reader joins. */
  lines: (event: { type: string }) =>
    `event: ${event.type}\ndata: ${JSON.stringify(event, null, 1).replaceAll('\n', '\ndata: ')}\n\n`,
}

/** Events as frames; an error becomes the stream's last one, because the status has been sent. */
export async function* toFrames(
  events: AsyncIterable<WireEvent | RawFrame | Framing>,
  requestId: string,
): AsyncGenerator<Uint8Array> {
  let write: (event: { type: string }) => string = frameText
  try {
    for await (const event of events) {
      if (isFraming(event)) write = FRAMINGS[event.framing]
      else yield encoder.encode(isRaw(event) ? event.raw : write(event))
    }
  } catch (error) {
    if (error instanceof CleanEnd) return
    if (!isApiError(error)) throw error
    yield encoder.encode(write(errorBody(error, requestId)))
  }
}

// An event's `type` is always there, so that the other two can be told by their own field.
function isRaw(event: WireEvent | RawFrame): event is RawFrame {
  return !('type' in event)
}

function isFraming(event: WireEvent | RawFrame | Framing): event is Framing {
  return !('type' in event) && 'framing' in event
}
