import 'server-only'
import { ApiError, isApiError } from '@/lib/wire/errors'
import { untilAborted } from '../upstream/abort'
import { header, withWorkspace } from '../upstream/headers'
import { type HeaderList, type Sink, UpstreamError } from '../upstream/sink'
import type { GatewayCall } from './call'
import { observeRun } from './observe'
import { meter } from './request-body'
import { createWebAnswer } from './web-answer'

/** What the client of a call hears that Parley's own end cuts short. */
const STOPPED = 'this server was stopped before the answer was complete. Ask again when it is back.'
/** The version sent for a client that names none (claude-api.md item 7). */
const DEFAULT_VERSION = '2023-06-01'

/**
 * Passes a call through: bytes up, bytes down, nothing changed. A `run` is listened to on the side
 * and kept; a `plain` call (token counts, models) is not a run.
 */
export async function forward(call: GatewayCall, kind: 'run' | 'plain'): Promise<Response> {
  const { parley, request, upstream, path } = call
  if (!upstream.isReady) {
    throw new ApiError(
      503,
      `${upstream.label} has no key yet: enter one in Settings, or set ${upstream.keyVariable} and start Parley again, or choose another default upstream.`,
    )
  }
  const abort = new AbortController()
  const stop = () => abort.abort()
  if (request.signal.aborted) stop()
  request.signal.addEventListener('abort', stop, { once: true })
  const body = meter(request)
  let stopped: UpstreamError | null = null
  const over = parley.calls.open(() => {
    stopped = new UpstreamError('stopping', STOPPED)
    stop()
  })
  const headers = withWorkspace(withVersion([...request.headers], upstream.isSandbox), upstream)
  const observer = kind === 'run' ? observeRun(call, headers, body, abort) : null
  const answer = createWebAnswer({
    onCancel: stop,
    isComplete: () => observer?.isComplete() ?? true,
  })
  const out = observer?.beside(answer.sink) ?? answer.sink
  const fail = (error: UpstreamError) => out.fail(stopped ?? error)
  const late = afterRequest({ ...out, fail }, body.whole, abort.signal)
  let refused: ApiError | null = null
  const bytes =
    body.bytes === null
      ? null
      : watch(body.bytes, (error) => {
          refused = error
          stop()
        })
  const done = upstream.transport(
    {
      method: request.method,
      path,
      headers,
      body: bytes,
      signal: abort.signal,
      silenceFrom: 'headers',
    },
    late.sink,
  )
  void done.then(late.settled).finally(() => {
    request.signal.removeEventListener('abort', stop)
    over()
  })
  try {
    return await answer.response
  } catch (error) {
    throw refused ?? error
  }
}

/**
 * A call that fails before it has an answer fails when its request has been read: its run has all of
 * it then, and no client is answered in the middle of a sentence.
 */
function afterRequest(out: Sink, whole: Promise<void>, signal: AbortSignal) {
  let isAnswered = false
  let settled = Promise.resolve()
  const sink: Sink = {
    ...out,
    head: (status, headers) => {
      out.head(status, headers)
      isAnswered = true
    },
    fail: (error) => {
      const fail = () => out.fail(error)
      if (isAnswered) fail()
      else settled = untilAborted(whole, signal).then(fail, fail)
    },
  }
  return { sink, settled: () => settled }
}

/** A body that Parley itself refuses half way is Parley's answer, not an upstream's fault. */
async function* watch(
  bytes: AsyncIterable<Uint8Array>,
  onRefusal: (error: ApiError) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    if (isApiError(error)) onRefusal(error)
    throw error
  }
}

/** The sandbox answers a missing version itself, as the API does. */
function withVersion(headers: HeaderList, isSandbox: boolean): HeaderList {
  if (isSandbox || header(headers, 'anthropic-version') !== null) return headers
  return [...headers, ['anthropic-version', DEFAULT_VERSION]]
}
