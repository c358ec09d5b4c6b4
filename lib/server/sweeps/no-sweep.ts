import 'server-only'
import { ApiError } from '@/lib/wire/errors'

/** Says that there is none of this id. */
export function noSweep(id: string): ApiError {
  return new ApiError(404, `There is no sweep ${id} in this comparison.`)
}
