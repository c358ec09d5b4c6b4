import 'server-only'
import type { Schema } from '../schema'

export async function addRetries(schema: Schema): Promise<void> {
  await schema.alterTable('runs').addColumn('retries', 'text').execute()
}
