import 'server-only'
import type { Selectable } from 'kysely'
import { type Db, ROWS_AT_ONCE } from './schema'
import type { UploadRow } from './schema-files'

/** Notes a file that an upstream has taken; the same again replaces its note. */
export async function putUpload(db: Db, row: UploadRow): Promise<void> {
  await db
    .insertInto('uploads')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'upstream', 'file_id']).doUpdateSet(row),
    )
    .execute()
}

/** Notes that an upstream's file was deleted there, or is gone. */
export async function markDeleted(
  db: Db,
  owner: string,
  upstream: string,
  fileId: string,
): Promise<void> {
  await db
    .updateTable('uploads')
    .set({ deleted_at: Date.now() })
    .where('owner_id', '=', owner)
    .where('upstream', '=', upstream)
    .where('file_id', '=', fileId)
    .execute()
}

/** What an upstream has of a file; `bytes` is that file's sha256, and not that of what was sent of it. */
export type UploadOfBytes = Selectable<UploadRow> & { bytes: string }

/** What the upstreams have of the files of these bytes, by whichever name they were sent; the oldest first. */
export async function listUploads(
  db: Db,
  owner: string,
  sha256s: ReadonlySet<string>,
): Promise<UploadOfBytes[]> {
  const rows: UploadOfBytes[] = []
  const asked = [...sha256s]
  for (let at = 0; at < asked.length; at += ROWS_AT_ONCE) {
    const some = await db
      .selectFrom('files')
      .innerJoin('uploads', 'uploads.local_id', 'files.id')
      .selectAll('uploads')
      .select('files.sha256 as bytes')
      .where('files.owner_id', '=', owner)
      .where('uploads.owner_id', '=', owner)
      .where('files.sha256', 'in', asked.slice(at, at + ROWS_AT_ONCE))
      .orderBy('uploads.created_at')
      .execute()
    rows.push(...some)
  }
  return rows
}

/** The file that an upstream calls by this id, as it was noted; undefined for one that never came by here. */
export async function findUpload(
  db: Db,
  owner: string,
  upstream: string,
  fileId: string,
): Promise<Selectable<UploadRow> | undefined> {
  return db
    .selectFrom('uploads')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('upstream', '=', upstream)
    .where('file_id', '=', fileId)
    .executeTakeFirst()
}

/** The files that an upstream calls by these ids, those that are known here, each once. */
export async function knownFilesOf(
  db: Db,
  owner: string,
  upstream: string,
  fileIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('uploads')
    .select('local_id')
    .distinct()
    .where('owner_id', '=', owner)
    .where('upstream', '=', upstream)
    .where('file_id', 'in', fileIds)
    .where('local_id', 'is not', null)
    .execute()
  return rows.flatMap(({ local_id }) => (local_id === null ? [] : [local_id]))
}

/** What a file at an upstream is looked for by. */
export interface UploadKey {
  upstream: string
  sha256: string
  mimeType: string
}

/**
 * The files of these bytes that an upstream is believed to have still, the oldest first: a conversation
 * keeps the id that it has, whatever programs upload meanwhile.
 */
export async function listLiveUploads(
  db: Db,
  owner: string,
  { upstream, sha256, mimeType }: UploadKey,
  now: number,
): Promise<Selectable<UploadRow>[]> {
  return db
    .selectFrom('uploads')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('upstream', '=', upstream)
    .where('sha256', '=', sha256)
    .where('mime_type', '=', mimeType)
    .where('deleted_at', 'is', null)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', now)]))
    .orderBy('created_at')
    .execute()
}

/** The workspace in which a key of an upstream, by its mark, was last seen to put its files; null where that is not known. */
export async function workspaceOfKey(
  db: Db,
  owner: string,
  upstream: string,
  keyMark: string | null,
): Promise<string | null> {
  if (keyMark === null) return null
  const row = await db
    .selectFrom('uploads')
    .select('workspace_id')
    .where('owner_id', '=', owner)
    .where('upstream', '=', upstream)
    .where('upstream_key_id', '=', keyMark)
    .where('workspace_id', 'is not', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row?.workspace_id ?? null
}
