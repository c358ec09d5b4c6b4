import 'server-only'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js'
import { parseRecord } from '@/lib/wire/json'
import type { GuardedFetch } from '../../outbound/guarded-fetch'
import { OutboundError } from '../../outbound/outbound-error'
import { BOUNDS } from './bounds'
import { tooMuch } from './line-reader'

const BROKEN_OFF = { code: -32_000, message: 'The answer broke off.' }
/** Longer than the SDK takes to hand on what it has read. */
const SETTLE_MS = 1000
/** Without a body by the Fetch standard. */
const NO_BODY = new Set([101, 204, 205, 304])

/**
 * A server at an address, by the guarded fetch and within bounds. Redirects are followed within its
 * origin alone. `onTooMuch` hears of an answer that is too long; whoever does should close.
 */
export function createHttpTransport(
  url: string,
  headers: Record<string, string>,
  outbound: GuardedFetch,
  onTooMuch: (error: OutboundError) => void,
): StreamableHTTPClientTransport {
  const boundFetch: FetchLike = async (to, init = {}) => {
    const body = typeof init.body === 'string' ? init.body : null
    const answer = await outbound.fetch(String(to), {
      method: init.method ?? 'GET',
      headers: [...new Headers(init.headers)],
      body,
      hosts: 'named',
      redirects: 'leave',
      signal: init.signal ?? new AbortController().signal,
    })
    const id = body === null ? undefined : parseRecord(body)?.id
    const onEnd = (isResumable: boolean) => {
      // What has event ids the SDK takes up again. It gives nothing up: a request would wait in vain.
      if (isResumable || typeof id !== 'number') return
      const tell = () => transport.onmessage?.({ jsonrpc: '2.0', id, error: BROKEN_OFF })
      setTimeout(tell, SETTLE_MS).unref()
    }
    const stream = NO_BODY.has(answer.status) ? null : answer.body
    return new Response(stream && streamOf(passOn(stream, { onEnd, onTooMuch })), {
      status: answer.status,
      statusText: answer.statusText,
      headers: [...answer.headers],
    })
  }
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch: boundFetch,
    requestInit: { headers },
  })
  return transport
}

interface Ears {
  onEnd(isResumable: boolean): void
  onTooMuch(error: OutboundError): void
}

/** The parts of a body until it is too long. */
async function* passOn(stream: AsyncIterable<Uint8Array>, { onEnd, onTooMuch }: Ears) {
  let size = 0
  let hasEventId = false
  try {
    for await (const part of stream) {
      size += part.byteLength
      if (size > BOUNDS.messageBytes) {
        const error = new OutboundError(tooMuch(BOUNDS.messageBytes))
        onTooMuch(error)
        throw error
      }
      hasEventId ||= /(?:^|\n)id:/.test(Buffer.from(part).toString('latin1'))
      yield new Uint8Array(part)
    }
  } finally {
    onEnd(hasEventId)
  }
}

function streamOf(parts: AsyncGenerator<Uint8Array<ArrayBuffer>>) {
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void parts.return(undefined),
  })
}
