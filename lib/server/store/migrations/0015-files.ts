import 'server-only'
import { sql } from 'kysely'
import { newId } from '@/lib/domain/ids'
import type { Schema, Tx } from '../schema'

/**
 * Files as things of their own, of which an upload is what an upstream has: what programs had
 * uploaded so far becomes one file per name and content.
 */
export async function createFiles(schema: Schema, tx: Tx): Promise<void> {
  await schema
    .createTable('files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text', (c) => c.notNull())
    .addColumn('size_bytes', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text')
    .addColumn('facts', 'text')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('has_copy', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .addUniqueConstraint('files_by_bytes', ['owner_id', 'sha256', 'name'])
    .execute()
  await schema
    .createTable('file_uses')
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('file_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('message_id', 'text')
    .addColumn('run_id', 'text')
    .execute()
  await schema
    .createIndex('file_uses_by_file')
    .on('file_uses')
    .columns(['owner_id', 'file_id'])
    .execute()
  await schema.alterTable('uploads').addColumn('local_id', 'text').execute()
  await schema.alterTable('uploads').addColumn('upstream_key_id', 'text').execute()
  await takeOver(tx)
  await schema.alterTable('uploads').dropColumn('has_copy').execute()
}

async function takeOver(tx: Tx): Promise<void> {
  const { rows } = await sql<{
    owner_id: string
    sha256: string
    filename: string
    size_bytes: number
    has_copy: number
    created_at: number
  }>`SELECT owner_id, sha256, filename, MAX(size_bytes) AS size_bytes, MAX(has_copy) AS has_copy,
    MIN(created_at) AS created_at FROM uploads GROUP BY owner_id, sha256, filename`.execute(tx)
  for (const { owner_id, sha256, filename, size_bytes, has_copy, created_at } of rows) {
    const id = newId(created_at)
    await sql`INSERT INTO files (id, owner_id, sha256, name, name_key, size_bytes, source, has_copy, created_at)
      VALUES (${id}, ${owner_id}, ${sha256}, ${filename}, ${filename.toLowerCase()}, ${size_bytes},
        'gateway', ${has_copy}, ${created_at})`.execute(tx)
    await sql`UPDATE uploads SET local_id = ${id} WHERE owner_id = ${owner_id}
      AND sha256 = ${sha256} AND filename = ${filename}`.execute(tx)
  }
}
