import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { untilAborted } from '../upstream/abort'
import { header, withWorkspace } from '../upstream/headers'
import type { HeaderList, Sink, Upstream } from '../upstream/sink'
import { withClosing } from './answer'
import type { GatewayCall } from './call'
import { type Line, openLine } from './line'
import { observeRun } from './observe'
import { keepBody, passBody, type RequestBody } from './request-body'

/** The version sent for a client that names none (claude-api.md item 7). */
const DEFAULT_VERSION = '2023-06-01'

/**
 * Passes a call through: bytes up, bytes down, nothing changed. A `run` is listened to on the side
 * and kept; a `plain` call (token counts, models, files) is not a run. Throws before anything of it
 * has been sent; what a body is refused for half way (`refusal`) is Parley's answer, not an upstream's
 * fault.
 */
export async function forward(
  call: GatewayCall,
  kind: 'run' | 'plain',
  refusal: () => ApiError | null = () => null,
): Promise<void> {
  const { asked, upstream, path } = call
  requireReady(upstream)
  const line = openLine(call)
  const headers = headersFor(asked.headers, upstream)
  const body = kind === 'run' ? keepBody(asked.body) : passBody(asked.body)
  const observer = kind === 'run' ? observeRun(call, headers, body, line.abort) : null
  const closing = withClosing(call.out, () => observer?.isComplete() ?? true)
  const late = afterRequest(observer?.beside(closing) ?? closing, body, line, refusal)
  try {
    await upstream.transport(
      {
        method: asked.method,
        path,
        headers,
        body: body.bytes,
        signal: line.abort.signal,
        silenceFrom: 'headers',
      },
      late.sink,
    )
    await late.settled()
    const refused = refusal()
    if (refused !== null) throw refused
  } finally {
    line.close()
  }
}

/** Throws 503 for an upstream that cannot be asked. */
export function requireReady({ isReady, label, keyVariable }: Upstream): void {
  if (isReady) return
  throw new ApiError(
    503,
    `${label} has no key yet: enter one in Settings, or set ${keyVariable} and start Parley again, or choose another default upstream.`,
  )
}

/** The client's headers, completed for an upstream. */
export function headersFor(headers: HeaderList, upstream: Upstream): HeaderList {
  return withWorkspace(withVersion(headers, upstream.isSandbox), upstream)
}

/** The sandbox answers a missing version itself, as the API does. */
function withVersion(headers: HeaderList, isSandbox: boolean): HeaderList {
  if (isSandbox || header(headers, 'anthropic-version') !== null) return headers
  return [...headers, ['anthropic-version', DEFAULT_VERSION]]
}

/**
 * A call that fails before it has an answer fails when its request has been read: its run has all of
 * it then, and no client is answered in the middle of a sentence.
 */
function afterRequest(out: Sink, body: RequestBody, line: Line, refusal: () => ApiError | null) {
  let isAnswered = false
  let settled = Promise.resolve()
  const sink: Sink = {
    head: (status, headers) => {
      out.head(status, headers)
      isAnswered = true
    },
    write: (chunk) => out.write(chunk),
    end: () => out.end(),
    fail: (error) => {
      const fail = () => out.fail(line.stopped ?? error)
      if (refusal() !== null) return
      if (isAnswered) fail()
      else settled = untilAborted(body.whole, line.abort.signal).then(fail, fail)
    },
  }
  return { sink, settled: () => settled }
}
