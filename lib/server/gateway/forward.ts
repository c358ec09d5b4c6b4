import 'server-only'
import { ApiError, isApiError } from '@/lib/wire/errors'
import { header } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'
import type { GatewayCall } from './call'
import { observeRun } from './observe'
import { meter } from './request-body'
import { createWebAnswer } from './web-answer'

/** The version sent for a client that names none (claude-api.md item 7). */
const DEFAULT_VERSION = '2023-06-01'

/**
 * Passes a call through: bytes up, bytes down, nothing changed. A `run` is listened to on the side
 * and kept; a `plain` call (token counts, models) is not a run.
 */
export async function forward(call: GatewayCall, kind: 'run' | 'plain'): Promise<Response> {
  const { request, upstream, path } = call
  if (!upstream.isReady) {
    throw new ApiError(
      503,
      `${upstream.label} has no key yet: set it, or choose another default upstream.`,
    )
  }
  const abort = new AbortController()
  const stop = () => abort.abort()
  if (request.signal.aborted) stop()
  request.signal.addEventListener('abort', stop, { once: true })
  const body = meter(request)
  const headers = withVersion([...request.headers], upstream.isSandbox)
  const observer = kind === 'run' ? observeRun(call, headers, body, abort) : null
  const answer = createWebAnswer({
    onCancel: stop,
    isComplete: () => observer?.isComplete() ?? true,
  })
  const sink = observer?.beside(answer.sink) ?? answer.sink
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
    sink,
  )
  void done.finally(() => request.signal.removeEventListener('abort', stop))
  try {
    return await answer.response
  } catch (error) {
    throw refused ?? error
  }
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
