import 'server-only'
import { EMPTY_FOLD, fold } from '@/lib/wire/accumulate'
import { ApiError } from '@/lib/wire/errors'
import { parseRecord } from '@/lib/wire/json'
import { createChunkEncoder } from '@/lib/wire/openai/chunks'
import { toChatCompletion } from '@/lib/wire/openai/completion'
import { toOpenAiError } from '@/lib/wire/openai/error'
import { toOpenAiHeaders } from '@/lib/wire/openai/headers'
import { createSseReader, readWireEvent } from '@/lib/wire/sse'
import { toApiError } from '../upstream/ask'
import { isEventStream } from '../upstream/headers'
import { type HeaderList, type Sink, UpstreamError } from '../upstream/sink'
import { CUT, giveJson } from './answer'

const NO_MESSAGE = 'Parley: the upstream answered with something that is no message.'
const STREAM_HEADERS: HeaderList = [
  ['content-type', 'text/event-stream; charset=utf-8'],
  ['cache-control', 'no-cache, no-transform'],
  ['x-accel-buffering', 'no'],
]

/** Holds a Messages answer that is one body, and gives it in OpenAI's shape. */
export function toCompletion(out: Sink): Sink {
  let status = 502
  let headers: HeaderList = []
  const parts: Uint8Array[] = []
  return {
    head: (code, list) => {
      status = code
      headers = list
    },
    write: (chunk) => void parts.push(chunk),
    end: () => {
      const answer = translate(status, Buffer.concat(parts).toString('utf8'))
      giveJson(out, answer.status, answer.body, toOpenAiHeaders(headers, Date.now()))
    },
    fail: (error) => out.fail(error),
  }
}

function translate(status: number, text: string): { status: number; body: unknown } {
  if (status >= 300) return { status, body: toOpenAiError(status, text) }
  const body = parseRecord(text)
  // Brought into a message's shape by the rules of `message_start`.
  const message =
    body?.type === 'message'
      ? fold(EMPTY_FOLD, { type: 'message_start', message: body }).message
      : null
  return message === null
    ? { status: 502, body: toOpenAiError(502, new ApiError(502, NO_MESSAGE)) }
    : { status, body: toChatCompletion(message, seconds()) }
}

/** Translates a Messages stream event by event. An answer that is none is one body. */
export function toChunks(out: Sink, includeUsage: boolean): Sink {
  let into: Sink = out
  return {
    head: (status, headers) => {
      into = isEventStream(status, headers) ? streamInto(out, includeUsage) : toCompletion(out)
      into.head(status, headers)
    },
    write: (chunk) => into.write(chunk),
    end: () => into.end(),
    fail: (error) => into.fail(error),
  }
}

function streamInto(out: Sink, includeUsage: boolean): Sink {
  const encoder = createChunkEncoder({ includeUsage, created: seconds() })
  const reader = createSseReader()
  let isOver = false
  const send = (text: string) => (text === '' ? undefined : out.write(Buffer.from(text)))
  const close = (error: UpstreamError) => {
    if (isOver) return
    isOver = true
    const { type, message } = toApiError(error)
    void send(encoder.fail({ type, message }))
    out.end()
  }
  return {
    head: (status, headers) =>
      out.head(status, [...toOpenAiHeaders(headers, Date.now()), ...STREAM_HEADERS]),
    write: (chunk) => {
      if (isOver) return
      try {
        const events = reader.push(chunk).flatMap((frame) => readWireEvent(frame) ?? [])
        return send(events.map((event) => encoder.write(event)).join(''))
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        close(new UpstreamError('cut', `the stream cannot be read: ${reason}`))
      }
    },
    end: () => close(CUT),
    fail: close,
  }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
