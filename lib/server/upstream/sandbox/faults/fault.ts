import 'server-only'
import type { Directives } from '@/lib/domain/sandbox-directives'
import type { Malformation } from '@/lib/domain/sandbox-faults'
import type { ApiError } from '@/lib/wire/errors'
import { wantedError } from './wanted-error'

/**
 * A fault inside an answer, `after` so many tokens of what a reader sees: text and the input of tool
 * calls, thinking excepted.
 */
export type Fault =
  | { kind: 'error'; after: number; error: ApiError }
  /** The connection ends; `inside` in the middle of a frame, `clean` as if the answer were whole. */
  | { kind: 'cut'; after: number; how: 'plain' | 'inside' | 'clean' }
  /** The connection is torn down. */
  | { kind: 'reset'; after: number }
  /** Silence: for some seconds, or (null) until the caller goes. */
  | { kind: 'stall'; after: number; seconds: number | null }
  | { kind: 'malformed'; after: number; how: Malformation }

/**
 * The faults inside an answer in the order in which they strike. `begun` tokens came with a prefill:
 * what was to strike within them has struck. `now` is the time of an error's text.
 */
export function readFaults(directives: Directives, begun: number, now: number): Fault[] {
  const { error, cut, reset, stall, malformed } = directives
  const faults: Fault[] = []
  if (malformed !== undefined) {
    faults.push({ kind: 'malformed', after: malformed.after, how: malformed.value })
  }
  if (stall !== undefined) {
    faults.push({ kind: 'stall', after: stall.after, seconds: stall.seconds ?? null })
  }
  if (error?.after !== undefined) {
    faults.push({ kind: 'error', after: error.after, error: wantedError(error, { now }) })
  }
  if (cut !== undefined) {
    const how = cut.clean === true ? 'clean' : cut.inside === true ? 'inside' : 'plain'
    faults.push({ kind: 'cut', after: cut.after, how })
  }
  if (reset !== undefined) faults.push({ kind: 'reset', after: reset.after })
  return faults
    .filter((fault) => isYetToCome(fault.after, begun))
    .map((fault) => ({ ...fault, after: fault.after - begun }))
    .sort((a, b) => a.after - b.after)
}

/** Whether what strikes after so many tokens has not struck in what a prefill repeats. */
export function isYetToCome(after: number, begun: number): boolean {
  return begun === 0 || after > begun
}
