import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import { KNOWN_ENCODINGS } from '../runs/decode'
import { untilAborted } from '../upstream/abort'
import { header, withWorkspace } from '../upstream/headers'
import { type HeaderList, over, type Sink, type Upstream } from '../upstream/sink'
import { withClosing } from './answer'
import type { GatewayCall } from './call'
import { type Line, onLine } from './line'

/** The version sent for a client that names none (claude-api.md item 7). */
const DEFAULT_VERSION = '2023-06-01'

/** Content codings of answers: what comes in another could be neither shown nor counted. */
const READABLE: ReadonlySet<string> = new Set([...KNOWN_ENCODINGS, 'identity'])

/**
 * Passes a call that is no run through: bytes up, bytes down. What its body is refused for half way
 * (`refusal`) is Parley's answer, not an upstream's fault. Throws before anything of it has been sent.
 */
export async function forward(
  call: GatewayCall,
  refusal: () => ApiError | null = () => null,
): Promise<void> {
  const out = withClosing(call.out, () => true)
  await onLine(call, async (line) => {
    const fail: Sink['fail'] = (error) => {
      if (refusal() === null) out.fail(line.stopped ?? error)
    }
    await send(call, { body: call.asked.body, line, sink: over(out, { fail }) })
    const refused = refusal()
    if (refused !== null) throw refused
  })
}

/** Sends a call's request upstream, and the answer into a sink. Throws 503 without a key. */
export function send(
  { asked, upstream, path, parley }: Pick<GatewayCall, 'asked' | 'upstream' | 'path' | 'parley'>,
  how: {
    body: AsyncIterable<Uint8Array> | Uint8Array | null
    line: Line
    sink: Sink
    to?: string | undefined
    /** As the request names it; asked when the answer's head is there. */
    model?: () => string
  },
): Promise<void> {
  requireReady(upstream)
  return parley.limits.around(upstream, how.model ?? (() => '')).transport(
    {
      method: asked.method,
      path: how.to ?? path,
      headers: headersFor(asked.headers, upstream),
      body: how.body,
      signal: how.line.abort.signal,
      silenceFrom: 'headers',
    },
    how.sink,
  )
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
  return withWorkspace(withVersion(withReadable(headers), upstream.isSandbox), upstream)
}

/** Of the encodings that a client takes, those that a run can be read in. */
function withReadable(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => {
    if (name !== 'accept-encoding') return [name, value]
    const codings = value.split(',').map((one) => one.trim())
    const readable = codings.filter((one) =>
      READABLE.has(one.split(';', 1)[0]?.toLowerCase() ?? ''),
    )
    return [name, readable.length === 0 ? 'identity' : readable.join(', ')]
  })
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
export function afterRequest(out: Sink, whole: Promise<void>, line: Line) {
  let isAnswered = false
  let settled = Promise.resolve()
  const sink = over(out, {
    head: (status, headers) => {
      out.head(status, headers)
      isAnswered = true
    },
    fail: (error) => {
      const fail = () => out.fail(line.stopped ?? error)
      if (isAnswered) fail()
      else settled = untilAborted(whole, line.abort.signal).then(fail, fail)
    },
  })
  return { sink, settled: () => settled }
}
