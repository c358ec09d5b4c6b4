import type { ApiError } from '@/lib/wire/errors'

/** What was asked of the server and failed there, or on the way. */
export interface Failure {
  act:
    | (
        | 'send'
        | 'continue'
        | 'retry'
        | 'stop'
        | 'edit'
        | 'branch'
        | 'delete'
        | 'restore'
        | 'compare'
        | 'mark'
        | 'vote'
      )
    /** Of the columns of a comparison. */
    | 'change'
  error: ApiError
  /** The run that may have begun, where it was not heard whether it has. */
  runId?: string
}

/**
 * True where it is not known what became of what was asked: nothing answered, somebody on the way did, or
 * the server met trouble, perhaps after it was stored.
 */
export function isUnheard({ status }: ApiError): boolean {
  return status === 0 || status >= 500
}

/** What asks the model something. */
const ASKING: ReadonlySet<Failure['act']> = new Set(['send', 'continue', 'retry', 'edit'])

/** True for a failure by which the model was not asked: what comes after it does not go by itself. */
export function isUnasked(failure: Failure | null): boolean {
  return failure !== null && ASKING.has(failure.act)
}

/** True for one of which it is known that nothing has begun. */
export function isRefused(failure: Failure | null): boolean {
  return isUnasked(failure) && failure?.runId === undefined
}
