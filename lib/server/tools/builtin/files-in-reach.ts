import 'server-only'
import { pathTo } from '@/lib/domain/conversation'
import { localFilesOf } from '@/lib/domain/files/source'
import type { ToolCall } from '@/lib/domain/tools/call'
import type { FileLibrary } from '../../files/library'
import { listFiles, type StoredFile } from '../../store/files'
import { OWNER } from '../../store/schema'
import { readTurns } from '../../store/turns'

/** The turn that a call stands in, or the whole library where a person tries a tool. */
export type CallPlace = Pick<ToolCall, 'conversationId' | 'messageId'> | 'library'

/**
 * The files that a call may read: those of the turns that were sent up to it, whoever else has which;
 * of a trial, which is a person's own, all that the library has.
 */
export async function filesInReach(
  files: FileLibrary,
  at: CallPlace | undefined,
): Promise<StoredFile[]> {
  if (at === undefined) return []
  if (at === 'library') return listFiles(files.db, OWNER, { q: '', order: 'newest' })
  const turns = pathTo(await readTurns(files.db, OWNER, at.conversationId), at.messageId)
  const ids = turns
    .filter(({ mark }) => mark !== 'off')
    .flatMap(({ content }) => localFilesOf(content))
  return Promise.all(Array.from(new Set(ids), (id) => files.get(id)))
}
