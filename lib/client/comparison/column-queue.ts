import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isArriving } from '@/lib/domain/comparison/arriving'
import { goesOnAlone } from '@/lib/domain/tools/open-loop'
import { useIsEditingResult, useStoredDraft } from '../stores/drafts'
import { isUnasked } from '../stores/failure'
import { tabId } from '../tab-id'
import { useLiveRunInView } from '../use-live-run-in-view'
import { useLoop } from '../use-loop'
import { useOnlyTab } from '../use-only-tab'
import { goOnAgain } from './run-again'
import { sendColumn } from './send-to-columns'
import type { Column } from './use-columns'

/** What stands in the box of a column, and what keeps it there. */
export function useColumnQueue({ id, settings, conversation }: Column) {
  const draft = useStoredDraft(id)
  const isLive = useLiveRunInView(id) !== null
  const loop = useLoop(id)
  const { text, files, failure, sending, waiting } = draft
  /** What it would be asked with is known, and nothing arrives there. */
  const isReady =
    settings !== null && conversation !== undefined && !isArriving(conversation) && !isLive
  const isFree = isReady && !isUnasked(failure)
  const isFull = (text.trim() !== '' || files.length > 0) && sending === null
  /** This tab sends it, and not a person. */
  const waits = waiting?.tab === tabId() && !isUnasked(failure)
  const isEditing = useIsEditingResult(loop.calls)
  /** Nothing has to come before it. */
  const mayGo = isReady && loop.phase !== 'open' && !isEditing
  /** A person may send it before the rest of the answer that paused there, which may never come. */
  const isPaused = isReady && goesOnAlone(conversation)
  /** That is now. */
  const goes = isFull && waits && isFree && mayGo && !isPaused
  return { draft, loop, isLive, isEditing, isFree, isFull, waits, mayGo, isPaused, goes }
}

/** Sends what waits in a column, and asks it on what it is asked again, as soon as that may be. */
export function useSendWaiting(column: Column): void {
  const client = useQueryClient()
  const { draft, loop, isFree, isFull, isPaused, goes } = useColumnQueue(column)
  const { id, conversation } = column
  useEffect(() => {
    if (goes) void sendColumn(client, id)
  }, [goes, client, id])
  const isAsking = useOnlyTab(draft.again === null ? null : `parley.again.${id}`)
  const goesOn = isAsking && !isFull && isFree && loop.phase === 'none' && !isPaused
  // biome-ignore lint/correctness/useExhaustiveDependencies: another branch may be one that goes on, a turn may come after it was said to be the last, and what another tab says may be over here
  useEffect(() => {
    if (goesOn) void goOnAgain(client, id)
  }, [goesOn, conversation, draft.again, client, id])
}
