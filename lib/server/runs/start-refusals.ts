import 'server-only'
import { ApiError, isApiError } from '@/lib/wire/errors'

/** What SQLite calls an id that is there already. */
const TAKEN = 'SQLITE_CONSTRAINT_PRIMARYKEY'

/** The answer to an id that stands for another turn. */
export function otherTurn(id: string): ApiError {
  return new ApiError(
    409,
    `The run ${id} is there and was asked for something else. Mint a new id.`,
  )
}

/** The answer about a run that is being started. */
export function notYet(id: string): ApiError {
  return new ApiError(409, `The run ${id} is being started. Ask again in a moment.`)
}

/** The answer to a start that somebody stopped in time. */
export function stoppedBefore(): ApiError {
  return new ApiError(409, 'This was stopped before it was sent. Nothing was asked.')
}

/** The answer to a start that the end of the process came before. */
export function stopping(): ApiError {
  return new ApiError(503, 'Parley is stopping. Send this again when it is back.')
}

/** Nothing has left yet: the person still has the text and can send it again. */
export function notStored(cause: unknown): never {
  if (isApiError(cause)) throw cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (cause instanceof Error && 'code' in cause && cause.code === TAKEN) {
    throw new ApiError(409, `An id of this turn is taken (${reason}). Mint new ones and try again.`)
  }
  throw new ApiError(
    503,
    `The turn could not be stored (${reason}), so it was not sent. Try again.`,
  )
}
