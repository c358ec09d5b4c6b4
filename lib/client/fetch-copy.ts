import type { FileView } from '@/lib/domain/files/file'
import { ApiError } from '@/lib/wire/errors'

/** The bytes of a file that is kept at the server. Throws an ApiError where they are not to be had. */
export async function fetchCopy({ id, name, facts }: FileView): Promise<File> {
  const answer = await fetch(`/api/files/${id}/content`)
  if (!answer.ok) throw new ApiError(answer.status, `${name} cannot be read.`)
  return new File([await answer.blob()], name, { type: facts?.mediaType ?? '' })
}
