import 'server-only'
import type { ModelInfo } from '@/lib/domain/models'

/** Header fields in order, repetition kept; names in lower case. */
export type HeaderList = [name: string, value: string][]

/** One call to an upstream. `path` begins with `/v1/` and holds the query. */
export interface UpstreamCall {
  method: string
  path: string
  /** As they shall arrive upstream, credential excepted: the transport adds it. */
  headers: HeaderList
  body: AsyncIterable<Uint8Array> | Uint8Array | null
  /** Aborts the call in any phase; the upstream's socket closes. */
  signal: AbortSignal
  /** When the silence limit starts: at once (a run of a screen) or with the headers (a gateway call). */
  silenceFrom: 'start' | 'headers'
}

export type UpstreamFault =
  | 'unreachable' // no connection: refused, unknown host, TLS
  | 'connect_timeout'
  | 'cut' // the connection ended before the answer did
  | 'silent' // nothing arrived for the silence limit
  | 'aborted' // by the caller's signal
  | 'stopping' // Parley itself was told to stop

/** How a call ended without a proper end. `code` survives where `instanceof` does not (module copies). */
export class UpstreamError extends Error {
  readonly code = 'upstream_error'
  readonly fault: UpstreamFault
  /** It was asked again already: a client that asks once more would be a second layer that does. */
  readonly isFinal: boolean
  constructor(fault: UpstreamFault, message: string, isFinal = false) {
    super(message)
    this.fault = fault
    this.isFinal = isFinal
  }
}

/**
 * Where an upstream's answer goes: a run's journal, a web response, a raw socket.
 * Calls come in this order: `head` once, `write` any number, then `end` or `fail` once
 * (`fail` may come first of all). Nothing is called after that.
 */
export interface Sink {
  head(status: number, headers: HeaderList): void
  /** Bytes as they arrived. A returned promise asks the source to wait for it (backpressure). */
  write(chunk: Uint8Array): void | Promise<void>
  end(): void
  fail(error: UpstreamError): void
}

/** A sink that passes on to another all that it does not do itself. */
export function over(sink: Sink, own: Partial<Sink>): Sink {
  return {
    head: (status, headers) => sink.head(status, headers),
    write: (chunk) => sink.write(chunk),
    end: () => sink.end(),
    fail: (error) => sink.fail(error),
    ...own,
  }
}

/**
 * Carries a call to an upstream and its answer into a sink; resolves after `end` or `fail`, and rejects
 * only with what the sink itself throws there.
 */
export type Transport = (call: UpstreamCall, sink: Sink) => Promise<void>

/**
 * One place that speaks the Messages protocol, with the key that it has at this moment: a call keeps
 * its upstream, and the next call takes a new one from the table.
 */
export interface Upstream {
  /** The key in URLs, settings and runs: `sandbox`, `anthropic`, or a name of `parley.config.json`. */
  name: string
  label: string
  isSandbox: boolean
  /** Null for the sandbox. */
  baseUrl: string | null
  /** False while its key is missing. */
  isReady: boolean
  /** The environment variable of its key; null where it needs none. */
  keyVariable: string | null
  /** The key that it has: the id of a stored one, `environment`, or null where it has or needs none. */
  keyId: string | null
  /** Of the host and the key's secret: two keys of one name or place have two. Null for the sandbox. */
  keyMark: string | null
  /** Of the key: goes as `anthropic-workspace-id` with calls that name none themselves. */
  workspaceId: string | null
  /** What the configuration says it has, for an upstream that cannot list its models; else null. */
  models: ModelInfo[] | null
  /** Further paths that the gateway lets through to it, all below them included. */
  passes: readonly string[]
  transport: Transport
}
