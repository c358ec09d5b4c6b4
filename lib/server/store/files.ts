import 'server-only'
import { type Selectable, sql } from 'kysely'
import { type FileFacts, fileFactsSchema } from '@/lib/domain/files/facts'
import type { FileOrder, FileSource, FilesQuery } from '@/lib/domain/files/file'
import { newId } from '@/lib/domain/ids'
import { foldText, searchWords } from '@/lib/domain/search-text'
import { ApiError } from '@/lib/wire/errors'
import { setCopy } from './copies'
import { like } from './like'
import type { Db, Tx } from './schema'
import type { FileRow, FileUseRow } from './schema-files'

/** A file as it is kept. */
export interface StoredFile {
  id: string
  name: string
  sizeBytes: number
  sha256: string
  source: FileSource
  hasCopy: boolean
  createdAt: number
  isDeleted: boolean
  facts: FileFacts | null
}

/** What is known of a file when it comes. */
export interface NewFileRow
  extends Pick<StoredFile, 'id' | 'name' | 'sizeBytes' | 'sha256' | 'source'> {
  hasCopy: boolean
  facts: FileFacts | null
}

/**
 * Notes a file; the same bytes by the same name are the file that is there, also where it had been
 * deleted. A person's file stays one though a program sends it, too. Answers its id, which is another
 * than was asked for where a file has that.
 */
export async function putFile(db: Db, owner: string, file: NewFileRow): Promise<string> {
  const facts = file.facts === null ? {} : factsColumns(file.facts)
  const again = {
    ...facts,
    ...(file.source === 'app' ? { source: 'app' } : {}),
    deleted_at: null,
  }
  const taken = await db.selectFrom('files').select('id').where('id', '=', file.id).execute()
  const { id } = await db
    .insertInto('files')
    .values({
      ...{
        id: taken.length === 0 ? file.id : newId(),
        owner_id: owner,
        sha256: file.sha256,
        name: file.name,
      },
      ...{ name_key: foldText(file.name), size_bytes: file.sizeBytes, source: file.source },
      ...{ kind: null, facts: null, ...facts },
      ...{ has_copy: 0, created_at: Date.now(), deleted_at: null },
    })
    .onConflict((conflict) => conflict.columns(['owner_id', 'sha256', 'name']).doUpdateSet(again))
    .returning('id')
    .executeTakeFirstOrThrow()
  // Equal bytes are kept once, whatever they are called.
  if (file.hasCopy) await setCopy(db, owner, file.sha256, true)
  return id
}

function factsColumns(facts: FileFacts): Pick<FileRow, 'kind' | 'facts'> {
  return { kind: facts.kind, facts: JSON.stringify(facts) }
}

/** Notes what a file was found to be; the same bytes by another name may be something else. */
export async function setFacts(db: Db, owner: string, id: string, facts: FileFacts): Promise<void> {
  await db
    .updateTable('files')
    .set(factsColumns(facts))
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .execute()
}

/** A file by its id, also one that was deleted a while ago: what uses it still names it. Throws 404. */
export async function getFile(db: Db | Tx, owner: string, id: string): Promise<StoredFile> {
  const row = await db
    .selectFrom('files')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw noSuchFile(id)
  return toFile(row)
}

export function noSuchFile(id: string): ApiError {
  return new ApiError(404, `There is no file ${id}.`)
}

const ORDERS: Readonly<
  Record<FileOrder, [column: 'created_at' | 'name_key' | 'size_bytes', 'asc' | 'desc']>
> = {
  newest: ['created_at', 'desc'],
  oldest: ['created_at', 'asc'],
  name: ['name_key', 'asc'],
  largest: ['size_bytes', 'desc'],
  smallest: ['size_bytes', 'asc'],
}

/** The files that are not deleted and that a search finds. */
export async function listFiles(db: Db, owner: string, asked: FilesQuery): Promise<StoredFile[]> {
  const [column, direction] = ORDERS[asked.order]
  let query = db
    .selectFrom('files')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('deleted_at', 'is', null)
    .orderBy(column, direction)
    .orderBy('id', direction)
  if (asked.kind !== undefined) query = query.where('kind', '=', asked.kind)
  if (asked.source !== undefined) query = query.where('source', '=', asked.source)
  for (const word of searchWords(asked.q)) {
    query = query.where(sql<boolean>`name_key LIKE ${like(word)} ESCAPE '!'`)
  }
  return (await query.execute()).map(toFile)
}

/** The files whose bytes are here and nobody has looked into, the newest first. */
export async function listUnseen(db: Db, owner: string): Promise<string[]> {
  const rows = await db
    .selectFrom('files')
    .select('id')
    .where('owner_id', '=', owner)
    .where('deleted_at', 'is', null)
    .where('has_copy', '=', 1)
    .where('facts', 'is', null)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}

/** Deletes a file, or takes that back. Throws 404. */
export async function setFileDeleted(
  db: Db,
  owner: string,
  id: string,
  isDeleted: boolean,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('files')
    .set({ deleted_at: isDeleted ? Date.now() : null })
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw noSuchFile(id)
}

/** Notes that a turn, or a run, uses files; what it names and is not known is left out. */
export async function addFileUses(
  db: Db | Tx,
  owner: string,
  fileIds: readonly string[],
  use: Pick<FileUseRow, 'conversation_id' | 'message_id' | 'run_id'>,
): Promise<void> {
  if (fileIds.length === 0) return
  const rows = fileIds.map((file_id) => ({ owner_id: owner, file_id, ...use }))
  await db.insertInto('file_uses').values(rows).execute()
}

function toFile(row: Selectable<FileRow>): StoredFile {
  const { id, name, sha256, facts, source } = row
  const parsed = fileFactsSchema.safeParse(JSON.parse(facts ?? 'null'))
  return {
    ...{ id, name, sha256 },
    sizeBytes: row.size_bytes,
    source: source === 'app' ? 'app' : 'gateway',
    hasCopy: row.has_copy === 1,
    createdAt: row.created_at,
    isDeleted: row.deleted_at !== null,
    facts: parsed.success ? parsed.data : null,
  }
}
