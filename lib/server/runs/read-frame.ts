import 'server-only'
import { isMessageEvent } from '@/lib/wire/accumulate'
import { readWireEvent, type SseFrame } from '@/lib/wire/sse'
import type { WireEvent } from '@/lib/wire/types'

/** The event of a frame; `none` where it is none of the answer, `unreadable` where it should be one. */
export function readFrame(frame: SseFrame): WireEvent | 'none' | 'unreadable' {
  const event = readWireEvent(frame)
  if (event !== null) return event
  if (frame.data === '' || frame.data === '[DONE]') return 'none'
  // An event of another name is none of the answer, whatever it holds (claude-api.md §4).
  return frame.event !== null && !isMessageEvent(frame.event) ? 'none' : 'unreadable'
}
