import 'server-only'
import type { ApiVersion } from '@/lib/domain/chat-settings'
import type { HeaderList, UpstreamCall } from '../sink'
import type { Standing } from './faults/standing'
import type { SandboxState } from './state'

/** A call as a route's handler sees it. */
export interface Exchange {
  query: URLSearchParams
  /** What the route's path leaves open, decoded. */
  params: string[]
  version: ApiVersion
  /** The values of `anthropic-beta`. */
  betas: ReadonlySet<string>
  /** Names in lower case. */
  headers: HeaderList
  /** Directives of its headers, and of the fault lab. */
  standing: Standing
  requestId: string
  signal: AbortSignal
  /** The bytes of the body, unread. */
  body: UpstreamCall['body']
  /** Collects the body, up to `limit` bytes (default 32 MB), and parses it. */
  readJson(limit?: number): Promise<unknown>
}

/** An answer, its chunks pulled one by one as the sink takes them. */
export interface Reply {
  status: number
  headers: HeaderList
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** Answers one call. Errors are thrown, and answered in one place (sandbox.ts). */
export type Handler = (exchange: Exchange, state: SandboxState) => Reply | Promise<Reply>

const encoder = new TextEncoder()

/** A JSON answer. */
export function jsonReply(status: number, body: unknown, headers: HeaderList = []): Reply {
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers],
    chunks: [encoder.encode(JSON.stringify(body))],
  }
}
