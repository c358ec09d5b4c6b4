import { errorType, isApiError, parseErrorBody, readWireError } from '../errors'
import { isRecord } from '../json'
import type { WireError } from '../types'

export interface OpenAiError {
  error: { message: string; type: string; param: null; code: string | null }
}

/**
 * OpenAI's body for an error of ours or of an upstream: an ApiError, or the answer's body as text
 * or parsed. The type stays that of the Messages API (claude-api.md §11); the request's id has its
 * place in the headers.
 */
export function toOpenAiError(status: number, source: unknown): OpenAiError {
  return toErrorFrame(readError(status, source))
}

/** The same for an error whose status is gone or never was: in the midst of a stream. */
export function toErrorFrame({ type, message, details }: WireError): OpenAiError {
  const code = isRecord(details) ? details.error_code : null
  return { error: { message, type, param: null, code: typeof code === 'string' ? code : null } }
}

function readError(status: number, source: unknown): WireError {
  if (isApiError(source)) return source
  const said = isRecord(source) ? readWireError(source.error, errorType(status)) : null
  return said ?? parseErrorBody(status, typeof source === 'string' ? source : '').error
}
