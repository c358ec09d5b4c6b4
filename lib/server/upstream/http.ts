import 'server-only'
import type { Dispatcher } from 'undici'
import { createDispatcher } from '../outbound/dispatcher'
import { forwardable, returnable } from './headers'
import {
  type HeaderList,
  type Sink,
  type Transport,
  type UpstreamCall,
  UpstreamError,
} from './sink'
import { withoutEcho } from './without-echo'

/** Milliseconds; `silence` is how long nothing at all may arrive (reliability.md F6). */
export interface UpstreamLimits {
  connect: number
  silence: number
}

export const DEFAULT_LIMITS: UpstreamLimits = { connect: 10_000, silence: 600_000 }

/**
 * One pool of connections for all upstreams, through the proxy that the environment names, if any.
 * Not Next's patched fetch: no cache, no redirects, no time limit of its own (undici's 300 s for
 * headers would cut long answers that are not streamed).
 */
export function createPool(
  limits: UpstreamLimits,
  env: Record<string, string | undefined>,
): Dispatcher {
  const options = {
    connect: { timeout: limits.connect },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
  }
  return createDispatcher(options, env)
}

/**
 * The forwarder: a call goes out as it is, less what must not leave (see headers.ts), and the answer's
 * bytes go into the sink as they come, unbuffered and undecoded.
 */
export function createHttpTransport(options: {
  baseUrl: string
  /** The credential's headers. */
  credential: HeaderList
  pool: Dispatcher
  limits: UpstreamLimits
}): Transport {
  const base = new URL(options.baseUrl)
  const secrets = options.credential.map(([, value]) => value.replace(/^Bearer /, ''))
  const prefix = base.pathname.replace(/\/$/, '')
  return (call, sink) =>
    new Promise((resolve, reject) => {
      const out = withoutEcho(sink, secrets)
      const exchange = createExchange(call, out, options.limits, base.host, { resolve, reject })
      if (call.signal.aborted) return exchange.abort()
      options.pool.dispatch(
        {
          origin: base.origin,
          path: prefix + call.path,
          // undici's type names the methods it knows; it sends any token.
          method: call.method as Dispatcher.HttpMethod,
          headers: [...forwardable(call.headers), ...options.credential].flat(),
          // undici streams async iterables, though its types name only Node's own streams.
          body: call.body as Dispatcher.DispatchOptions['body'] & object,
        },
        exchange.handler,
      )
    })
}

/**
 * One request and its answer: turns undici's callbacks into the sink's, and settles exactly once, with
 * what the sink throws at its end too.
 */
function createExchange(
  call: UpstreamCall,
  sink: Sink,
  limits: UpstreamLimits,
  host: string,
  { resolve, reject }: { resolve(): void; reject(error: unknown): void },
) {
  let controller: Dispatcher.DispatchController | null = null
  let isSettled = false
  let silence: NodeJS.Timeout | null = null

  const settle = (finish: () => void) => {
    if (isSettled) return
    isSettled = true
    if (silence !== null) clearTimeout(silence)
    call.signal.removeEventListener('abort', abort)
    try {
      finish()
      resolve()
    } catch (error) {
      reject(error)
    }
  }
  const failWith = (error: UpstreamError) => {
    settle(() => sink.fail(error))
    controller?.abort(error)
  }
  const abort = () => failWith(new UpstreamError('aborted', 'The call was aborted.'))
  const watch = () => {
    const text = `${host} sent nothing for ${limits.silence / 1000} s.`
    silence = setTimeout(() => failWith(new UpstreamError('silent', text)), limits.silence)
  }
  call.signal.addEventListener('abort', abort)
  if (call.silenceFrom === 'start') watch()

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (started) => {
      controller = started
      if (isSettled) started.abort(new Error('aborted'))
    },
    onResponseStart: (_, status, headers) => {
      if (isSettled || status < 200) return
      if (silence === null) watch()
      else silence.refresh()
      sink.head(status, returnable(pairs(headers)))
    },
    onResponseData: (flow, chunk) => {
      // undici hands an empty piece over after each pause in the middle of a body. A sink that asks
      // for a moment even then would be asked for ever, and the process would do nothing else.
      if (isSettled || chunk.length === 0) return
      silence?.refresh()
      const wait = sink.write(chunk)
      if (wait === undefined) return
      flow.pause()
      wait.then(() => flow.resume(), abort)
    },
    onResponseEnd: () => settle(() => sink.end()),
    onResponseError: (_, error) =>
      settle(() => sink.fail(toUpstreamError(error, host, controller !== null))),
  }
  return { handler, abort }
}

function* pairs(
  headers: Record<string, string | string[] | undefined>,
): Iterable<[string, string]> {
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) yield [name, one]
  }
}

function toUpstreamError(error: Error, host: string, hadConnection: boolean): UpstreamError {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new UpstreamError('connect_timeout', `${host} did not accept a connection in time.`)
  }
  if (hadConnection) {
    return new UpstreamError('cut', `${host} closed the connection before its answer was complete.`)
  }
  const reason = code || error.message
  return new UpstreamError('unreachable', `${host} cannot be reached (${reason}).`)
}
