import 'server-only'
import type { Schema } from '../schema'

/** Turns that nobody is sent, and beginnings that an answer was given. */
export async function addWrittenTurns(schema: Schema): Promise<void> {
  await schema.alterTable('messages').addColumn('mark', 'text').execute()
}
