import 'server-only'
import { ApiError, errorBody, isApiError } from '@/lib/wire/errors'
import { toOpenAiError } from '@/lib/wire/openai/error'
import { toOpenAiHeaders } from '@/lib/wire/openai/headers'
import { encodeSse } from '@/lib/wire/sse'
import type { Log } from '../log'
import { toApiError } from '../upstream/ask'
import { header, isEventStream } from '../upstream/headers'
import { type HeaderList, over, type Sink, UpstreamError } from '../upstream/sink'
import type { Asked } from './asked'

/** An upstream's end before its answer's. */
export const CUT = new UpstreamError('cut', 'the upstream ended its answer before it was complete.')
const ENCODER = new TextEncoder()
const LENGTH = 'content-length'

/** A door's sink that knows whether its answer has begun, and what an error is answered with. */
export interface Outlet extends Sink {
  readonly hasBegun: boolean
  refuse(error: ApiError): void
}

/** Whose shapes a client reads. */
export type Dialect = 'messages' | 'openai'

/** In which a client looks for the request's id: OpenAI's SDK reads no other. */
const ID_HEADERS: Readonly<Record<Dialect, readonly string[]>> = {
  messages: ['request-id'],
  openai: ['request-id', 'x-request-id'],
}

/** What an error is, and which headers go with it. */
const REFUSALS: Readonly<
  Record<Dialect, (error: ApiError, requestId: string) => { body: unknown; headers: HeaderList }>
> = {
  messages: (error, requestId) => ({
    body: errorBody(error, requestId),
    headers: Object.entries(error.headers),
  }),
  openai: (error) => ({
    body: toOpenAiError(error.status, error),
    headers: toOpenAiHeaders(Object.entries(error.headers), Date.now()),
  }),
}

/** Puts what every answer has around a door's sink: the request's id, and errors in the client's shape. */
export function answerTo(door: Sink, { requestId }: Asked, dialect: Dialect): Outlet {
  let hasBegun = false
  const head = (status: number, headers: HeaderList) => {
    const own = ID_HEADERS[dialect].filter((name) => header(headers, name) === null)
    door.head(status, [...headers, ...own.map((name): [string, string] => [name, requestId])])
    hasBegun = true
  }
  const refuse = (error: ApiError) => {
    const { body, headers } = REFUSALS[dialect](error, requestId)
    giveJson(outlet, error.status, body, headers)
  }
  const outlet: Outlet = {
    get hasBegun() {
      return hasBegun
    },
    head,
    refuse,
    write: (chunk) => door.write(chunk),
    end: () => door.end(),
    fail: (error) => (hasBegun ? door.fail(error) : refuse(toApiError(error))),
  }
  return outlet
}

/** Answers with JSON of Parley's own. */
export function giveJson(
  out: Sink,
  status: number,
  value: unknown,
  headers: HeaderList = [],
): void {
  const bytes = ENCODER.encode(JSON.stringify(value))
  const length = String(bytes.length)
  out.head(status, [...headers, ['content-type', 'application/json'], [LENGTH, length]])
  void out.write(bytes)
  out.end()
}

/** The one place where what a call throws is answered. What has begun is cut off. */
export function answerError(out: Outlet, error: unknown, log: Log, asked: Asked): void {
  const known = isApiError(error)
  // Who has left has broken its request off, which whoever reads it meets as an error.
  if (!known && !asked.signal.aborted) {
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
  let stream: HeaderList | null = null
  const close = (error: UpstreamError) => {
    const last = stream === null || isComplete() ? null : closingEvent(stream, error)
    if (last !== null) void out.write(last)
    return last !== null
  }
  return over(out, {
    head: (status, headers) => {
      // Some servers call the JSON of an error a stream, too: it passes as it is (item 55).
      stream = isEventStream(status, headers) ? headers : null
      out.head(status, stream === null ? headers : unbuffered(headers))
    },
    end: () => {
      close(CUT)
      out.end()
    },
    fail: (error) => (close(error) ? out.end() : out.fail(error)),
  })
}

/** The head of a stream; a length does not hold where a closing event may follow. */
function unbuffered(headers: HeaderList): HeaderList {
  const others = ['cache-control', 'x-accel-buffering', ...(isPlain(headers) ? [LENGTH] : [])]
  const kept = headers.filter(([name]) => !others.includes(name))
  return [...kept, ['cache-control', 'no-cache, no-transform'], ['x-accel-buffering', 'no']]
}

function isPlain(headers: HeaderList): boolean {
  return (header(headers, 'content-encoding') ?? 'identity') === 'identity'
}

/** Null where nothing can be added: to an encoded stream. */
function closingEvent(headers: HeaderList, error: UpstreamError): Uint8Array | null {
  if (!isPlain(headers)) return null
  const body = errorBody(toApiError(error), header(headers, 'request-id'))
  const event = { ...body, error: { ...body.error, type: 'api_error' } }
  // A cut frame may stand open: the blank line ends it.
  return ENCODER.encode(`\n\n${encodeSse('error', event)}`)
}
