import 'server-only'
import type { Run } from '@/lib/domain/run'
import { findRun } from '../store/runs'
import { type Db, OWNER } from '../store/schema'
import { findUpload, markDeleted } from '../store/uploads'
import { header, WORKSPACE_HEADER } from '../upstream/headers'
import type { HeaderList } from '../upstream/sink'
import type { Upstreams } from '../upstream/table'
import { isAt, type Place, placeOf } from './place'

/** An answer that names more is no answer about files. */
const MOST = 100

/**
 * Notes the files that an upstream says it does not have (404, claude-api.md §8): the next request that
 * needs one sends it again.
 */
export async function noteGone(
  db: Db,
  upstreams: Pick<Upstreams, 'names' | 'get'>,
  run: Run,
): Promise<void> {
  if (run.error?.httpStatus !== 404 || !upstreams.names.includes(run.upstream)) return
  const named = new Set(run.error.message.match(/\bfile_[\w-]+/g) ?? [])
  const upstream = upstreams.get(run.upstream)
  // With the key that has been chosen meanwhile the files may be there.
  if (named.size === 0 || upstream.keyId !== run.upstreamKeyId) return
  const row = await findRun(db, OWNER, run.id)
  // It was written from a HeaderList.
  const sent = JSON.parse(row?.request_headers ?? '[]') as HeaderList
  const place = await placeOf(db, upstream, header(sent, WORKSPACE_HEADER))
  for (const id of [...named].slice(0, MOST)) await noteGoneAt(db, place, id)
}

/** Notes that a file is gone from a place. One of another place is not, though nobody here can name it. */
export async function noteGoneAt(db: Db, place: Place, fileId: string): Promise<void> {
  const row = await findUpload(db, OWNER, place.upstream, fileId)
  if (row === undefined || row.deleted_at !== null || !isAt(place, row)) return
  await markDeleted(db, OWNER, place.upstream, fileId)
}
