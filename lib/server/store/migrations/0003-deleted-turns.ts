import 'server-only'
import type { Schema } from '../schema'

export async function addDeletedTurns(schema: Schema): Promise<void> {
  await schema.alterTable('messages').addColumn('deleted_at', 'bigint').execute()
  await schema.alterTable('messages').addColumn('head_before', 'text').execute()
}
