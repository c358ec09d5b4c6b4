import 'server-only'

/**
 * A fault that a directive, a header or the fault lab asked for, `after` so many tokens of what a
 * reader sees: text and the input of tool calls, thinking excepted.
 */
export type Fault =
  | { kind: 'error'; after: number; status: number }
  | { kind: 'cut'; after: number }
  /** Silence: for some seconds, or (null) until the caller goes. */
  | { kind: 'stall'; after: number; seconds: number | null }
