import 'server-only'
import { errorBody } from '@/lib/wire/errors'
import { encodeSse } from '@/lib/wire/sse'
import { ENCODING_HEADER } from '../private-headers'
import { toApiError } from '../upstream/ask'
import { header } from '../upstream/headers'
import { type HeaderList, type Sink, UpstreamError } from '../upstream/sink'

/** Bytes that may wait for a slow client before the upstream is asked to wait too. */
const HIGH_WATER = 64 * 1024
const CUT = new UpstreamError('cut', 'the upstream ended its answer before it was complete.')
/** Statuses whose answer has no body (Fetch standard, null body status). */
const NO_BODY = new Set([101, 204, 205, 304])

/**
 * The portable door's sink: turns an upstream's answer into a web Response whose body is the bytes
 * as they come. `onCancel` is called when the client leaves; `isComplete` tells whether a stream has
 * seen its end.
 */
export function createWebAnswer(options: { onCancel: () => void; isComplete: () => boolean }): {
  sink: Sink
  response: Promise<Response>
} {
  let resolve: (response: Response) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const response = new Promise<Response>((yes, no) => {
    resolve = yes
    reject = no
  })
  const pipe = createPipe(options.onCancel)
  let head: HeaderList | null = null
  const sink: Sink = {
    head: (status, headers) => {
      const body = NO_BODY.has(status) ? null : pipe.stream
      // Throws for a status that no web Response can have; the call then fails as one without a head.
      const answer = new Response(body, { status, headers: streamHeaders(headers) })
      head = headers
      resolve(answer)
    },
    write: (chunk) => pipe.write(chunk),
    end: () => {
      pipe.end(head === null || options.isComplete() ? null : closingEvent(head, CUT))
    },
    fail: (error) => {
      if (head === null) return reject(toApiError(error))
      const last = options.isComplete() ? null : closingEvent(head, error)
      if (last === null) pipe.break(error)
      else pipe.end(last)
    },
  }
  return { sink, response }
}

/** Nothing between here and the client may hold a stream back (claude-api.md item 46). */
function streamHeaders(headers: HeaderList): Headers {
  const result = new Headers(headers)
  // Next drops a handler's content-encoding; the door gives it back under its own name.
  const encoding = result.get('content-encoding')
  if (encoding !== null) result.set(ENCODING_HEADER, encoding)
  if (!isStream(headers)) return result
  result.set('cache-control', 'no-cache, no-transform')
  result.set('x-accel-buffering', 'no')
  return result
}

function isStream(headers: HeaderList): boolean {
  return (header(headers, 'content-type') ?? '').startsWith('text/event-stream')
}

/**
 * The closing `error` event for a stream that upstream cut (claude-api.md item 50), the one thing
 * ever added to an answer. Null where nothing can be added: no stream, or an encoded one.
 */
function closingEvent(headers: HeaderList, error: UpstreamError): Uint8Array | null {
  const isPlain = (header(headers, 'content-encoding') ?? 'identity') === 'identity'
  if (!isStream(headers) || !isPlain) return null
  const body = errorBody(toApiError(error), header(headers, 'request-id'))
  const event = { ...body, error: { ...body.error, type: 'api_error' } }
  // A cut frame may stand open: the blank line ends it.
  return new TextEncoder().encode(`\n\n${encodeSse('error', event)}`)
}

/** A byte stream that asks its writer to wait while the reader is behind. */
function createPipe(onCancel: () => void) {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null
  let isOpen = true
  let drained: (() => void) | null = null
  const drain = () => {
    drained?.()
    drained = null
  }
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given
      },
      pull: drain,
      cancel: () => {
        isOpen = false
        drain()
        onCancel()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER }),
  )
  return {
    stream,
    write: (chunk: Uint8Array): void | Promise<void> => {
      if (!isOpen || controller === null) return
      controller.enqueue(chunk)
      if ((controller.desiredSize ?? 1) > 0) return
      return new Promise((resolve) => {
        drained = resolve
      })
    },
    end: (last: Uint8Array | null) => {
      if (!isOpen) return
      isOpen = false
      if (last !== null) controller?.enqueue(last)
      controller?.close()
    },
    break: (error: Error) => {
      if (!isOpen) return
      isOpen = false
      controller?.error(error)
    },
  }
}
