import 'server-only'
import { ApiError } from '@/lib/wire/errors'

/** The answer to an id that stands for something else already. */
export function takenId(what: string, id: string): ApiError {
  return new ApiError(
    409,
    `The id ${id} of this ${what} stands for something else already. Mint a new one.`,
  )
}
