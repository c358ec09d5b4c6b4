import 'server-only'
import type { Schema } from '../schema'

export async function addRunSettings(schema: Schema): Promise<void> {
  await schema.alterTable('runs').addColumn('settings', 'text').execute()
}
