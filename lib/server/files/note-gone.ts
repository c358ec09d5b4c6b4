import 'server-only'
import type { Run } from '@/lib/domain/run'
import { type Db, OWNER } from '../store/schema'
import { markDeleted } from '../store/uploads'

/** An answer that names more is no answer about files. */
const MOST = 100

/**
 * Notes the files that an upstream says it does not have (404, claude-api.md §8): the next request that
 * needs one sends it again.
 */
export async function noteGone(db: Db, { error, upstream }: Run): Promise<void> {
  if (error?.httpStatus !== 404) return
  const named = new Set(error.message.match(/\bfile_[\w-]+/g) ?? [])
  for (const id of [...named].slice(0, MOST)) await markDeleted(db, OWNER, upstream, id)
}
