/** Headers in order, repetition kept; names in lower case. */
type Headers = [name: string, value: string][]

/** A piece of an answer as it came off the wire. */
export interface RawPiece {
  /** Milliseconds since the request left; null where the answer was compressed, so that pieces have no bounds. */
  at: number | null
  text: string
}

/** `GET /api/runs/{id}/raw`: a run as it went over the wire. Credentials are kept nowhere, so not here. */
export interface RawRun {
  request: {
    headers: Headers
    /** The body's text exactly as it was sent; null where it was not kept. */
    body: string | null
  }
  /** Null until an answer has begun. */
  response: {
    status: number
    headers: Headers
    /** The body, decoded, in the pieces in which it arrived. */
    pieces: RawPiece[]
  } | null
}
