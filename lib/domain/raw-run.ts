/** Headers in order, repetition kept; names in lower case. */
type Headers = [name: string, value: string][]

/** A piece of an answer as it came off the wire. */
export interface RawPiece {
  /** Milliseconds since the request left; null where the answer was compressed, so that pieces have no bounds. */
  at: number | null
  text: string
}

/** A browser takes up more at its own risk: a body may have 32 MB. */
export const SHOWN_BODY = 2_000_000

/** `GET /api/runs/{id}/raw`: a run as it went over the wire. Credentials are kept nowhere, so not here. */
export interface RawRun {
  request: {
    headers: Headers
    /** The body's text exactly as it was sent, the first {@link SHOWN_BODY} characters; null where it was not kept, or was no text. */
    body: string | null
    /** Bytes of the whole body; null where it was not kept. */
    bodySize: number | null
    /** False where `body` is only the beginning; all of it is at `/api/runs/{id}/body`. */
    isWhole: boolean
  }
  /** Null until an answer has begun. */
  response: {
    status: number
    headers: Headers
    /** The body, decoded, in the pieces in which it arrived. */
    pieces: RawPiece[]
    /** False where the pieces were not kept. */
    isKept: boolean
  } | null
}
