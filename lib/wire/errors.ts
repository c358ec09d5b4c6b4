import { isRecord, parseRecord } from './json'
import type { WireError } from './types'

/** The error body of every endpoint (claude-api.md §5.1). The baseline's bodies lack `request_id`. */
export interface ErrorBody {
  type: 'error'
  error: WireError
  request_id?: string | null
}

/** `error.type` by HTTP status (claude-api.md §5.1, and the SDK's further classes). */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  408: 'timeout_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

/** The wire's error type for a status; unknown ones by their class. */
export function errorType(status: number): string {
  return knownErrorType(status) ?? (status >= 500 ? 'api_error' : 'invalid_request_error')
}

/** The wire's error type for a status that says it; null for one that only tells its class. */
export function knownErrorType(status: number): string | null {
  return TYPE_BY_STATUS[status] ?? null
}

/**
 * An error on its way to a client, answered in one place (the guard, or the door) in the wire's
 * shape. `code` marks it across copies of this module, where `instanceof` fails.
 */
export class ApiError extends Error {
  readonly code = 'parley_api_error'
  readonly status: number
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
  readonly details: unknown

  constructor(
    status: number,
    message: string,
    extra: { type?: string; headers?: Record<string, string>; details?: unknown } = {},
  ) {
    super(message)
    this.status = status
    this.type = extra.type ?? errorType(status)
    this.headers = extra.headers ?? {}
    this.details = extra.details
  }
}

/** True for an {@link ApiError} of any copy of this module. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && 'code' in error && error.code === 'parley_api_error'
}

/** The body for an error. */
export function errorBody(error: ApiError, requestId: string | null): ErrorBody {
  const inner: WireError = { type: error.type, message: error.message }
  if (error.details !== undefined) inner.details = error.details
  return { type: 'error', error: inner, ...(requestId === null ? {} : { request_id: requestId }) }
}

/**
 * Reads the error out of an answer's body text, whatever it is: the wire's JSON, or the HTML of an
 * edge, which becomes a plain sentence with the status.
 */
export function parseErrorBody(
  status: number,
  text: string,
): { error: WireError; requestId: string | null } {
  const body = parseRecord(text)
  const error = readWireError(body?.error, errorType(status))
  if (error !== null) {
    return { error, requestId: typeof body?.request_id === 'string' ? body.request_id : null }
  }
  const plain = text.trimStart().startsWith('<') ? '' : text.trim().slice(0, 500)
  const message = plain || `The upstream answered ${status} without a readable error.`
  return { error: { type: errorType(status), message }, requestId: null }
}

/**
 * The inner `error` of a body or of a stream's `error` event; null when it says nothing. Servers
 * that only resemble the API send a bare text, or a message without a type: they get `fallbackType`.
 */
export function readWireError(value: unknown, fallbackType: string): WireError | null {
  if (typeof value === 'string' && value !== '') return { type: fallbackType, message: value }
  if (!isRecord(value) || typeof value.message !== 'string') return null
  const { type, message, details } = value
  return {
    type: typeof type === 'string' ? type : fallbackType,
    message,
    ...(details === undefined || details === null ? {} : { details }),
  }
}
