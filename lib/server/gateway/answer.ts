import 'server-only'
import { ApiError, errorBody, isApiError } from '@/lib/wire/errors'
import { encodeSse } from '@/lib/wire/sse'
import type { Log } from '../log'
import { toApiError } from '../upstream/ask'
import { header } from '../upstream/headers'
import { type HeaderList, type Sink, UpstreamError } from '../upstream/sink'
import type { Asked } from './asked'

const CUT = new UpstreamError('cut', 'the upstream ended its answer before it was complete.')
const ENCODER = new TextEncoder()

/** A door's sink that knows whether its answer has begun, and what an error is answered with. */
export interface Outlet extends Sink {
  readonly hasBegun: boolean
  refuse(error: ApiError): void
}

/** Puts what every answer has around a door's sink: the request's id, and errors in the wire's shape. */
export function answerTo(door: Sink, { requestId }: Asked): Outlet {
  let hasBegun = false
  const head = (status: number, headers: HeaderList) => {
    const hasId = header(headers, 'request-id') !== null
    door.head(status, hasId ? headers : [...headers, ['request-id', requestId]])
    hasBegun = true
  }
  const refuse = (error: ApiError) => {
    const bytes = ENCODER.encode(JSON.stringify(errorBody(error, requestId)))
    head(error.status, [...Object.entries(error.headers), ...jsonHeaders(bytes)])
    void door.write(bytes)
    door.end()
  }
  return {
    get hasBegun() {
      return hasBegun
    },
    head,
    refuse,
    write: (chunk) => door.write(chunk),
    end: () => door.end(),
    fail: (error) => (hasBegun ? door.fail(error) : refuse(toApiError(error))),
  }
}

/** Answers with JSON of Parley's own. */
export function answerJson(out: Sink, value: unknown): void {
  const bytes = ENCODER.encode(JSON.stringify(value))
  out.head(200, jsonHeaders(bytes))
  void out.write(bytes)
  out.end()
}

function jsonHeaders(bytes: Uint8Array): HeaderList {
  return [
    ['content-type', 'application/json'],
    ['content-length', String(bytes.length)],
  ]
}

/** The one place where what a call throws is answered. What has begun is cut off. */
export function answerError(out: Outlet, error: unknown, log: Log, asked: Asked): void {
  const known = isApiError(error)
  if (!known) {
    const { requestId, method, target } = asked
    const [path] = target.split('?', 1)
    log.error({ requestId, method, path, err: error }, 'unexpected')
  }
  if (out.hasBegun) out.fail(CUT)
  else out.refuse(known ? error : new ApiError(500, 'Internal server error'))
}

/**
 * Sees to it that a stream says how it ended: one that upstream cuts gets a closing `error` event
 * (claude-api.md item 50), the one thing ever added to an answer, and nothing on the way to the
 * client may hold a stream back (item 46).
 */
export function withClosing(out: Sink, isComplete: () => boolean): Sink {
  let sent: HeaderList | null = null
  const close = (error: UpstreamError) => {
    const last = sent === null || isComplete() ? null : closingEvent(sent, error)
    if (last !== null) void out.write(last)
    return last !== null
  }
  return {
    head: (status, headers) => {
      sent = headers
      out.head(status, isStream(headers) ? unbuffered(headers) : headers)
    },
    write: (chunk) => out.write(chunk),
    end: () => {
      close(CUT)
      out.end()
    },
    fail: (error) => (close(error) ? out.end() : out.fail(error)),
  }
}

function unbuffered(headers: HeaderList): HeaderList {
  const kept = headers.filter(([name]) => name !== 'cache-control' && name !== 'x-accel-buffering')
  return [...kept, ['cache-control', 'no-cache, no-transform'], ['x-accel-buffering', 'no']]
}

function isStream(headers: HeaderList): boolean {
  return (header(headers, 'content-type') ?? '').startsWith('text/event-stream')
}

/** Null where nothing can be added: no stream, or an encoded one. */
function closingEvent(headers: HeaderList, error: UpstreamError): Uint8Array | null {
  const isPlain = (header(headers, 'content-encoding') ?? 'identity') === 'identity'
  if (!isStream(headers) || !isPlain) return null
  const body = errorBody(toApiError(error), header(headers, 'request-id'))
  const event = { ...body, error: { ...body.error, type: 'api_error' } }
  // A cut frame may stand open: the blank line ends it.
  return ENCODER.encode(`\n\n${encodeSse('error', event)}`)
}
