import type { QueryClient } from '@tanstack/react-query'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { putRun, putStartedRun } from '@/lib/client/queries/runs'
import { sendDraft } from '@/lib/client/send'
import { setDraft } from '@/lib/client/stores/drafts'
import type { Conversation, StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { SETTINGS, type StartsBed, startedBy } from './starts-bed'

/** A column that was asked these questions, each answered. */
export async function askedColumn(bed: StartsBed, questions: readonly string[]): Promise<string> {
  const id = newId()
  const empty: Conversation = {
    ...{ id, kind: 'column', title: 'A column', createdAt: 1, updatedAt: 1, pinnedAt: null },
    ...{ headId: null, settings: SETTINGS, messages: [], runs: [], toolCalls: [], marks: [] },
  }
  bed.client.setQueryData(conversationQuery(id).queryKey, empty)
  for (const text of questions) {
    setDraft(id, { text })
    await sendDraft(bed.client, id, SETTINGS)
    hearOf(bed.client, bed.starts.at(-1))
  }
  bed.starts = []
  return id
}

/** The tab hears by its live connection what became of a start, and that it was answered. */
export function hearOf(client: QueryClient, start: StartRun | undefined): void {
  if (start === undefined) throw new Error('nothing was asked')
  const seen = startedBy(start)
  putStartedRun(client, seen)
  putRun(client, { ...seen.run, settings: SETTINGS, status: 'complete' })
}
