import 'server-only'
import { ApiError, isApiError } from '@/lib/wire/errors'
import { OWNER } from '../store/schema'
import { listUploads, markDeleted } from '../store/uploads'
import { askWith } from '../upstream/ask'
import type { Upstream } from '../upstream/sink'
import type { FileLibrary } from './library'
import { isAt, placeOf } from './place'
import { API_VERSION } from './send-up'

/**
 * Deletes a file at an upstream, where nobody can bring it back; one that is not there any more is
 * deleted. Throws 404 for one that never came by here, 409 for one of another workspace, which the key
 * in use cannot name, and what the upstream says.
 */
export async function deleteUpload(
  library: FileLibrary,
  localId: string,
  fileId: string,
  upstream: Upstream,
  signal: AbortSignal,
): Promise<void> {
  // It may have been sent by another name that its bytes have here.
  const { sha256 } = await library.get(localId)
  const uploads = await listUploads(library.db, OWNER, new Set([sha256]))
  const row = uploads.find((one) => one.upstream === upstream.name && one.file_id === fileId)
  if (row === undefined) {
    throw new ApiError(404, `${upstream.label} was sent no ${fileId} of this file.`)
  }
  if (!isAt(await placeOf(library.db, upstream), row)) {
    throw new ApiError(
      409,
      `${fileId} was uploaded with another key. Choose that key for ${upstream.label} in Settings first.`,
    )
  }
  const path = `/v1/files/${encodeURIComponent(fileId)}`
  try {
    await askWith(upstream, path, API_VERSION, signal, {
      ...{ method: 'DELETE', body: null, headers: [] },
    })
  } catch (error) {
    if (!isApiError(error) || error.status !== 404) throw error
  }
  await markDeleted(library.db, OWNER, upstream.name, fileId)
}
