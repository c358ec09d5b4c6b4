import type { Gate } from './gate'

export type HeaderList = (readonly [name: string, value: string])[]

/** Where an answer is broken off, counted in bytes of its body before any content encoding. */
export interface Cut {
  atByte: number
  /** `end` ends the HTTP message properly, `fin` closes the socket, `rst` resets it. */
  how: 'end' | 'fin' | 'rst'
}

/** How written bytes are cut: into pieces of one size, or of random sizes up to 32 from a seed. */
export type Chunking = { size: number } | { seed: number }

/** One answer of the fake upstream, as data. */
export interface Script {
  /** 200 unless given. */
  status?: number
  headers?: HeaderList
  /** Written one after the other: SSE frames, or a body in one piece. */
  frames: readonly (string | Uint8Array)[]
  /** Frames per second; unpaced unless given. */
  rate?: number
  chunking?: Chunking
  /** Each frame waits for a `release` of the gate. */
  gate?: Gate
  cut?: Cut
  /** Silent after so many bytes of the body, until the client leaves. */
  stallAtByte?: number
  /** `silent` never answers; `hangup` resets the connection before the answer. */
  refusal?: 'silent' | 'hangup'
  isGzip?: boolean
}

const SSE_HEADERS: HeaderList = [
  ['content-type', 'text/event-stream; charset=utf-8'],
  ['cache-control', 'no-cache'],
]

/** A stream of SSE frames. */
export function stream(frames: readonly string[], more: Omit<Script, 'frames'> = {}): Script {
  return { ...more, frames, headers: [...SSE_HEADERS, ...(more.headers ?? [])] }
}

/** A JSON body. */
export function json(body: unknown, more: Omit<Script, 'frames'> = {}): Script {
  const headers: HeaderList = [['content-type', 'application/json'], ...(more.headers ?? [])]
  return { ...more, headers, frames: [JSON.stringify(body)] }
}

/** An error in the API's shape. */
export function failure(status: number, type: string, headers: HeaderList = []): Script {
  const error = { type, message: `The fake upstream was told to answer ${status}.` }
  return json({ type: 'error', error, request_id: REQUEST_ID }, { status, headers })
}

/** The `request-id` of every answer that names no other. */
export const REQUEST_ID = 'req_011FakeUpstreamAnswer0001'
