import { createSseReader } from '@/lib/wire/sse'
import type { RawPiece } from './raw-run'

/** An event of a stream, with the time at which its last byte arrived. */
export interface RawEvent {
  at: number | null
  name: string
  /** The `data` exactly as it came. */
  data: string
}

/** The events that the pieces of a stream add up to. What cannot be read ends the list. */
export function rawEvents(pieces: readonly RawPiece[]): RawEvent[] {
  const reader = createSseReader()
  const encoder = new TextEncoder()
  const events: RawEvent[] = []
  try {
    for (const { at, text } of pieces) {
      for (const { event, data } of reader.push(encoder.encode(text))) {
        events.push({ at, name: event ?? '', data })
      }
    }
  } catch {
    // A frame beyond all bounds: what came before it is listed.
  }
  return events
}
