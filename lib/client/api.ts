import { ApiError, parseErrorBody } from '@/lib/wire/errors'

/** No answer at all: `status` 0, one of these two types. Screens word them; the messages are for logs. */
export const NETWORK_ERROR = 'network_error'
export const TIMEOUT = 'timeout'

interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  signal?: AbortSignal
  /** Give up after this long without an answer. */
  timeoutMs?: number
  /** Asks for a part of the bytes. */
  range?: string
}

/**
 * Calls this app's own JSON API. Every failure is an {@link ApiError}: the server's own, read from
 * the wire's error shape, or one with status 0 when nothing answered. The caller's own abort is
 * thrown as it is.
 */
export async function api<T>(path: string, call: Call = {}): Promise<T> {
  const text = await askText(path, call)
  try {
    // The server that answers was built with this very file: its answers are typed, not checked again.
    return (text === '' ? undefined : JSON.parse(text)) as T
  } catch (cause) {
    // Somebody on the way has put a page of their own in its place.
    throw noAnswer(cause)
  }
}

/** The same, for a path that answers line by line; `read` hears each line when it comes. */
export async function apiLines<T>(
  path: string,
  call: Call,
  read: (line: T) => void,
): Promise<void> {
  const response = await request(path, call)
  if (!response.ok) throw failure(path, response, await readText(response))
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (let rest = ''; ; ) {
      const part = await reader?.read()
      const lines = (rest + (part?.value ?? '')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) read(JSON.parse(line) as T)
      if (part === undefined || part.done) return
    }
  } catch (cause) {
    if (call.signal?.aborted) throw cause
    throw noAnswer(cause)
  }
}

/** The same, for a path that answers text. */
export function apiText(path: string, signal: AbortSignal): Promise<string> {
  return askText(path, { signal })
}

/** Some of the bytes that a path answers, and how many there are in all; of a path that gives no parts, all of them. */
export async function apiPart(
  path: string,
  { start, end }: { start: number; end: number },
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; size: number }> {
  const response = await request(path, { signal, range: `bytes=${start}-${end - 1}` })
  if (!response.ok) throw failure(path, response, await readText(response))
  const bytes = await response.arrayBuffer().catch((cause: unknown) => {
    throw signal.aborted ? cause : noAnswer(cause)
  })
  const [, size = bytes.byteLength] =
    /\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? []
  return { bytes: new Uint8Array(bytes), size: Number(size) }
}

async function askText(path: string, call: Call): Promise<string> {
  const response = await request(path, call)
  const text = await readText(response)
  if (!response.ok) throw failure(path, response, text)
  return text
}

async function request(path: string, call: Call): Promise<Response> {
  const timeout = call.timeoutMs === undefined ? [] : [AbortSignal.timeout(call.timeoutMs)]
  const signals = call.signal === undefined ? timeout : [call.signal, ...timeout]
  const init: RequestInit = { method: call.method ?? 'GET', cache: 'no-store' }
  if (signals.length > 0) init.signal = AbortSignal.any(signals)
  if (call.range !== undefined) init.headers = { range: call.range }
  if (call.body !== undefined) {
    init.body = JSON.stringify(call.body)
    init.headers = { 'content-type': 'application/json' }
  }
  try {
    return await fetch(path, init)
  } catch (cause) {
    if (call.signal?.aborted) throw cause
    throw noAnswer(cause)
  }
}

async function readText(response: Response): Promise<string> {
  try {
    return await response.text()
  } catch (cause) {
    throw noAnswer(cause)
  }
}

function noAnswer(cause: unknown): ApiError {
  const isTimeout = cause instanceof Error && cause.name === 'TimeoutError'
  return isTimeout
    ? new ApiError(0, 'Parley did not answer in time.', { type: TIMEOUT })
    : new ApiError(0, 'Parley cannot be reached.', { type: NETWORK_ERROR })
}

function failure(path: string, response: Response, text: string): ApiError {
  if (response.status === 401 && path !== '/api/session') goToSignIn()
  const { error, requestId } = parseErrorBody(response.status, text)
  const retryAfter = response.headers.get('retry-after')
  return new ApiError(response.status, error.message, {
    type: error.type,
    ...(error.details === undefined ? {} : { details: error.details }),
    headers: {
      ...(requestId === null ? {} : { 'request-id': requestId }),
      ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
    },
  })
}

/** While somebody signs out, calls that end with the session lead nowhere: the sign-out itself does. */
let isSigningOut = false

export function setSigningOut(isSo: boolean): void {
  isSigningOut = isSo
}

/** This app's own API answers 401 only when sign-in is on and the session is gone. */
export function goToSignIn(): void {
  if (typeof location === 'undefined' || location.pathname === '/sign-in') return
  if (isSigningOut) return
  // One turn later: a turn that was not taken is back where it was written by then, and so is the URL.
  setTimeout(() => {
    const next = location.pathname + location.search
    location.assign(`/sign-in?next=${encodeURIComponent(next)}`)
  })
}
