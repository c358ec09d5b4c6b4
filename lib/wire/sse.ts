import { parseRecord } from './json'
import type { WireEvent } from './types'

/** One dispatched frame. `event` is null when the frame names none (or names an empty one). */
export interface SseFrame {
  event: string | null
  data: string
}

export interface SseReader {
  /** Takes bytes cut anywhere and returns the frames that they complete. */
  push(bytes: Uint8Array): SseFrame[]
}

/** Characters that one frame may hold: the limit of a whole answer (reliability.md F6). */
const FRAME_LIMIT = 64 * 1024 * 1024

/** A frame that would not end. `code` marks it across copies of this module. */
export class SseLimitError extends Error {
  readonly code = 'sse_frame_too_large'
}

/**
 * A reader of server-sent events as the HTML standard defines them (event-stream interpretation):
 * LF, CR and CRLF end a line, one leading BOM is dropped, comments and the fields `id` and `retry`
 * are skipped, a frame without `data` is no frame, and what stands incomplete at the end of the
 * stream is never dispatched, so there is nothing to flush.
 *
 * A frame beyond `limit` characters makes `push` throw {@link SseLimitError}, after the frames
 * before it have been returned, and on every call from then on.
 */
export function createSseReader(limit: number = FRAME_LIMIT): SseReader {
  const decoder = new TextDecoder()
  let rest = ''
  let afterCr = false
  let event: string | null = null
  let data: string[] = []
  let dataLength = 0
  let isOverLimit = false

  const takeLine = (line: string, frames: SseFrame[]): void => {
    if (line === '') {
      if (data.length > 0) frames.push({ event, data: data.join('\n') })
      event = null
      data = []
      dataLength = 0
    } else if (line.startsWith('data')) {
      const value = fieldValue(line, 4)
      if (value === null) return
      data.push(value)
      dataLength += value.length + 1
    } else if (line.startsWith('event')) {
      const value = fieldValue(line, 5)
      if (value !== null) event = value === '' ? null : value
    }
  }

  const takeText = (text: string, frames: SseFrame[]): void => {
    let start = 0
    let lf = text.indexOf('\n')
    let cr = text.indexOf('\r')
    while ((lf !== -1 || cr !== -1) && dataLength <= limit) {
      const end = cr === -1 || (lf !== -1 && lf < cr) ? lf : cr
      takeLine(rest + text.slice(start, end), frames)
      rest = ''
      start = end + 1
      if (end === cr) {
        if (start === text.length) afterCr = true
        else if (lf === start) start++
        cr = text.indexOf('\r', start)
      }
      if (lf !== -1 && lf < start) lf = text.indexOf('\n', start)
    }
    // Only the new text is searched: `rest` grows as a rope and is flattened once, at its line's end.
    rest += text.slice(start)
  }

  return {
    push(bytes) {
      if (isOverLimit) throw tooLarge(limit)
      let text = decoder.decode(bytes, { stream: true })
      if (text === '') return []
      if (afterCr && text.startsWith('\n')) text = text.slice(1)
      afterCr = false
      const frames: SseFrame[] = []
      takeText(text, frames)
      isOverLimit = dataLength + rest.length > limit
      if (isOverLimit && frames.length === 0) throw tooLarge(limit)
      return frames
    },
  }
}

/** The value of the field whose name is `length` long, or null when the name goes on. */
function fieldValue(line: string, length: number): string | null {
  if (line.length === length) return ''
  if (line.charCodeAt(length) !== 0x3a) return null
  return line.slice(line.charCodeAt(length + 1) === 0x20 ? length + 2 : length + 1)
}

function tooLarge(limit: number): SseLimitError {
  return new SseLimitError(`A frame of the event stream is longer than ${limit} characters.`)
}

const LINE_END = /\r\n|\r|\n/

/**
 * One frame to send. Text goes out as it is, several lines as several `data:` fields; anything
 * else as JSON, which has no line ends.
 */
export function encodeSse(event: string, data: unknown): string {
  if (typeof data !== 'string') return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  const lines = LINE_END.test(data) ? data.split(LINE_END).join('\ndata: ') : data
  return `event: ${event}\ndata: ${lines}\n\n`
}

/**
 * The event in a frame, or null for what carries none: text that is no JSON object (`[DONE]` of
 * the historic dialect among it) and objects without any name. The JSON's own `type` counts; the
 * frame's name stands in where it is missing, as does the reverse for the baseline's frames
 * without `event:`. Only a frame named `error` is an error whatever its data holds: that is how
 * the SDK reads it, and the message of a failing server must not be lost to its bad form.
 */
export function readWireEvent(frame: SseFrame): WireEvent | null {
  const body = parseRecord(frame.data)
  if (frame.event === 'error') return readErrorEvent(body, frame.data)
  if (body === null) return null
  if (hasType(body)) return body
  return frame.event === null ? null : { ...body, type: frame.event }
}

function hasType(body: Record<string, unknown>): body is WireEvent {
  return typeof body.type === 'string'
}

function readErrorEvent(body: Record<string, unknown> | null, text: string): WireEvent {
  if (body === null) return { type: 'error', error: { type: 'api_error', message: text } }
  return 'error' in body ? { ...body, type: 'error' } : { type: 'error', error: body }
}
