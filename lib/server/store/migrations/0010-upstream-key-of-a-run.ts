import 'server-only'
import type { Schema } from '../schema'

export async function addUpstreamKey(schema: Schema): Promise<void> {
  await schema.alterTable('runs').addColumn('upstream_key_id', 'text').execute()
}
