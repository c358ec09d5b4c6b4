import 'server-only'
import type { API_VERSIONS } from '@/lib/domain/conversation'
import type { HeaderList } from '../sink'
import type { Limits } from './limits'

export type ApiVersion = (typeof API_VERSIONS)[number]

/** What outlives a single call. */
export interface SandboxState {
  /** Tokens per second; 0 = unpaced. */
  tps: number
  limits: Limits
}

/** A call as a route's handler sees it. */
export interface Exchange {
  query: URLSearchParams
  /** What the route's path leaves open, decoded. */
  params: string[]
  version: ApiVersion
  requestId: string
  signal: AbortSignal
  /** Collects the body and parses it. */
  readJson(): Promise<unknown>
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
