import 'server-only'
import type { Parley } from '../parley'
import { ENCODING_HEADER, SCHEME_HEADER } from '../private-headers'
import type { HeaderList, Sink, UpstreamError } from '../upstream/sink'
import { answerGateway } from './gateway'

/** Bytes that may wait for a slow client before the upstream is asked to wait too. */
const HIGH_WATER = 64 * 1024
/** Statuses whose answer has no body (Fetch standard, null body status). */
const NO_BODY = new Set([101, 204, 205, 304])

/** The portable door: a web Request in, a web Response out whose body is the bytes as they come. */
export function answerWeb(parley: Parley, request: Request, requestId: string): Promise<Response> {
  const { pathname, search, host } = new URL(request.url)
  const scheme = request.headers.get(SCHEME_HEADER) ?? 'http'
  const left = new AbortController()
  const leave = () => left.abort()
  if (request.signal.aborted) leave()
  request.signal.addEventListener('abort', leave, { once: true })
  const { sink, response } = createWebAnswer(leave)
  const asked = {
    method: request.method,
    target: pathname + search,
    headers: [...request.headers],
    body: request.body,
    signal: left.signal,
    requestId,
    origin: `${scheme}://${request.headers.get('host') ?? host}`,
  }
  void answerGateway(parley, asked, sink).finally(() =>
    request.signal.removeEventListener('abort', leave),
  )
  return response
}

function createWebAnswer(onCancel: () => void): { sink: Sink; response: Promise<Response> } {
  let resolve: (response: Response) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const response = new Promise<Response>((yes, no) => {
    resolve = yes
    reject = no
  })
  const pipe = createPipe(onCancel)
  let hasHead = false
  const sink: Sink = {
    head: (status, headers) => {
      const body = NO_BODY.has(status) ? null : pipe.stream
      // Throws for a status that no web Response can have; the call then fails as one without a head.
      const answer = new Response(body, { status, headers: forNext(headers) })
      hasHead = true
      resolve(answer)
    },
    write: (chunk) => pipe.write(chunk),
    end: () => pipe.end(),
    fail: (error) => (hasHead ? pipe.break(error) : reject(error)),
  }
  return { sink, response }
}

/** Next drops a handler's content-encoding; the door gives it back under its own name. */
function forNext(headers: HeaderList): Headers {
  const result = new Headers(headers)
  const encoding = result.get('content-encoding')
  if (encoding !== null) result.set(ENCODING_HEADER, encoding)
  return result
}

/** A byte stream that asks its writer to wait while the reader is behind. */
function createPipe(onCancel: () => void) {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null
  let isOpen = true
  // A source that writes on while it is asked to wait may wait for any of its promises.
  const waiting: (() => void)[] = []
  const drain = () => {
    for (const go of waiting.splice(0)) go()
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
        waiting.push(resolve)
      })
    },
    end: () => {
      if (!isOpen) return
      isOpen = false
      controller?.close()
    },
    break: (error: UpstreamError) => {
      if (!isOpen) return
      isOpen = false
      controller?.error(error)
    },
  }
}
