import { encodeEvents, textEvents } from '../harness/upstream/answers'

/** What a text's events have around it: the message, its block, and the ends of both. */
const AROUND = 5

/** An answer of so many events, each another. */
export function pacedFrames(events: number): string[] {
  return encodeEvents(textEvents(events - AROUND))
}
