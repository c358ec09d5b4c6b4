import type { Usage, WireMessage } from '@/lib/wire/types'
import type { ChatSettings } from './chat-settings'

/** Where a run is. Only `complete` has seen `message_stop`; the last four never change again. */
export type RunStatus =
  | 'queued' // committed, no upstream byte yet (a retry waits here too)
  | 'streaming'
  | 'complete'
  | 'interrupted' // the stream was cut, fell silent, or the server died; partial text kept
  | 'failed' // the upstream or Parley answered with an error
  | 'stopped' // a person pressed Stop

export type RunSource = 'chat' | 'gateway'

/** A rate limit of which nothing was left (claude-api.md §6). */
export interface RunLimit {
  kind: 'requests' | 'tokens' | 'input' | 'output'
  /** A minute's worth. */
  limit: number | null
  /** The upstream's clock, ms since the epoch. */
  resetsAt: number | null
}

/** Why a run did not end well. `origin` says who speaks: the upstream itself, or Parley about it. */
export interface RunError {
  origin: 'upstream' | 'parley'
  /** The wire's error type, such as `overloaded_error`. */
  type: string
  message: string
  /** HTTP status of the answer, null when the error came inside a stream or none came at all. */
  httpStatus: number | null
  requestId: string | null
  /** When the upstream takes calls again, counted from the failure; only where it said so. */
  retryAfterMs?: number
  /** The rate limit that was used up, where the upstream named it. */
  limit?: RunLimit
  details?: unknown
  /** Where Parley speaks: what it saw of the connection or of the answer. */
  fault?: RunFault
}

export type RunFault =
  | 'unreachable' // no connection came about
  | 'cut' // it ended before the answer did
  | 'silent' // nothing arrived for too long
  | 'unreadable' // what arrived is no answer of the Messages API
  | 'refused' // Parley sent the call nowhere

/** A retry before the first byte: what failed, and how long it waited. */
export interface RunRetry {
  /** The attempt that comes next, counting from 1. */
  attempt: number
  of: number
  httpStatus: number | null
  type: string
  /** Milliseconds to wait, counted from `at`. */
  waitMs: number
  /** Server clock, ms since the epoch. */
  at: number
  /** The other place that is asked next, where a call at the gateway falls back to one. */
  next?: { upstream: string; model: string }
}

/** Milliseconds since the request left, by the server's monotonic clock; null = not yet. */
export interface RunTiming {
  /** First event of the stream. */
  firstEvent: number | null
  /** First delta of the answer, thinking included. */
  firstToken: number | null
  /** The end, however it came. */
  total: number | null
  /** Start and end of each content block, by its index. */
  blocks: { start: number; end: number | null }[]
}

/** One run as the screens see it: one Messages call, from wherever it came. */
export interface Run {
  id: string
  source: RunSource
  conversationId: string | null
  /** The assistant message in the conversation's tree that this run writes. */
  messageId: string | null
  upstream: string
  /** True when the built-in sandbox answered: no model, no cost. */
  isSandbox: boolean
  model: string
  apiVersion: string
  /** The path and query that were called, such as `/v1/messages?beta=true`. */
  path: string
  /** What the calling program names itself; null for a screen. */
  client: string | null
  /** The gateway key that it was asked with; null for a screen. */
  keyId: string | null
  /** The key of the upstream: the id of a stored one, `environment`, or null where it has or needs none. */
  upstreamKeyId: string | null
  /** The run whose kept answer was given again by the response cache; null for an answer of its own. */
  replayOf: string | null
  /** Equal keys = asked under the same upstream, account, model and system prompt, with files of the same ids; null for a gateway run. */
  contextKey: string | null
  /** What it was asked with, so that it can be asked so again; null for a gateway run and for older ones. */
  settings: ChatSettings | null
  status: RunStatus
  httpStatus: number | null
  requestId: string | null
  /** The attempts that failed before the first byte, in order; the last one is waited for while it is `queued`. */
  retries: readonly RunRetry[]
  error: RunError | null
  /** The answer, as far as it came. `content` of a cut run holds the exact prefix. */
  message: WireMessage | null
  timing: RunTiming
  /** ms since the epoch. */
  createdAt: number
  endedAt: number | null
}

const ended: ReadonlySet<RunStatus> = new Set(['complete', 'interrupted', 'failed', 'stopped'])

/** True when nothing of the run will change any more. */
export function hasEnded(status: RunStatus): boolean {
  return ended.has(status)
}

/**
 * Tokens per second of the answer: output tokens over the time from the opening of its first block to
 * its end. They count thinking too, and thinking that is not shown sends its first delta when it is
 * over, so the first token would be too late a start. Null while unknown, or when the answer was too
 * short to divide by.
 */
export function tokensPerSecond(usage: Usage | undefined, timing: RunTiming): number | null {
  const tokens = usage?.output_tokens
  const start = timing.blocks[0]?.start ?? timing.firstToken
  if (tokens == null || start === null || timing.total === null) return null
  const seconds = (timing.total - start) / 1000
  return seconds > 0.001 ? tokens / seconds : null
}
