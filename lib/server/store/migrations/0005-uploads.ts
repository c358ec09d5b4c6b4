import 'server-only'
import type { Schema } from '../schema'

export async function createUploads(schema: Schema): Promise<void> {
  await schema
    .createTable('uploads')
    .ifNotExists()
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('upstream', 'text', (c) => c.notNull())
    .addColumn('workspace_id', 'text')
    .addColumn('file_id', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('filename', 'text', (c) => c.notNull())
    .addColumn('mime_type', 'text', (c) => c.notNull())
    .addColumn('size_bytes', 'bigint', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('has_copy', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .addUniqueConstraint('uploads_by_file', ['owner_id', 'upstream', 'file_id'])
    .execute()
  await schema
    .createIndex('uploads_by_bytes')
    .ifNotExists()
    .on('uploads')
    .column('sha256')
    .execute()
}
