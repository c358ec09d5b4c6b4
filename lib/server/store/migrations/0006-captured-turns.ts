import 'server-only'
import type { Schema } from '../schema'

export async function addCapturedTurns(schema: Schema): Promise<void> {
  await schema.alterTable('messages').addColumn('captured', 'text').execute()
}
