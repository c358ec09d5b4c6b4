import 'server-only'
import type { FileFacts } from '@/lib/domain/files/facts'

/** A file that the thread is to read. */
export interface AskedFile {
  path: string
  name: string
  facts: FileFacts
}

/** What the thread is asked. */
export interface QueryJob<Query> {
  file: AskedFile
  query: Query
}

/** What a file says to it, as the model gets it; or why it says nothing. */
export type QueryAnswer = { text: string } | { problem: string }
