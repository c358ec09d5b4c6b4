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

/** How a call is passed through. */
export interface Forwarding {
  /** Listened to on the side and kept; else (token counts, models, files) it is not a run. */
  isRun: boolean
  /** Path and query upstream; by default those that were called. */
  to?: string
  /** What its body is refused for half way: Parley's answer, not an upstream's fault. */
  refusal?: () => ApiError | null
  /** What stands between the upstream's answer and the client; by default only its closing event. */
  shape?: (out: Sink) => Sink
}

/** Passes a call through: bytes up, bytes down. Throws before anything of it has been sent. */
export async function forward(call: GatewayCall, how: Forwarding): Promise<void> {
  const { asked, upstream, path } = call
  requireReady(upstream)
  const line = openLine(call)
  const headers = headersFor(asked.headers, upstream)
  const body = how.isRun ? keepBody(asked.body) : passBody(asked.body)
  const observer = how.isRun ? observeRun(call, headers, body, line.abort) : null
  const isComplete = () => observer?.isComplete() ?? true
  const shaped = how.shape?.(call.out) ?? withClosing(call.out, isComplete)
  const refusal = how.refusal ?? (() => null)
  const late = afterRequest(observer?.beside(shaped) ?? shaped, body, line, refusal)
  try {
    await upstream.transport(
      {
        method: asked.method,
        path: how.to ?? path,
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
