import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isArriving } from '@/lib/domain/comparison/arriving'
import { useStoredDraft } from '../stores/drafts'
import { tabId } from '../tab-id'
import { useLiveRunInView } from '../use-live-run-in-view'
import { useLoop } from '../use-loop'
import { useOnlyTab } from '../use-only-tab'
import { goOnAgain } from './run-again'
import { sendColumn } from './send-to-columns'
import type { Column } from './use-columns'

/** What a column was given and has not sent, and what becomes of it. */
export function useColumnBox({ id, settings, conversation }: Column) {
  const { text, files, failure, sending, waiting, again } = useStoredDraft(id)
  const isLive = useLiveRunInView(id) !== null
  const { phase } = useLoop(id)
  const isFull = (text.trim() !== '' || files.length > 0) && sending === null
  /** What it would be asked with is known, and nothing arrives there. */
  const isReady =
    settings !== null && conversation !== undefined && !isArriving(conversation) && !isLive
  const isFree = isReady && failure === null
  /** It goes by itself, now or once the answer has ended. */
  const isWaiting = waiting?.tab === tabId() && failure === null
  const goesNow = isFull && isWaiting && isFree && phase !== 'open'
  const goesOn = again !== null && !isFull && isFree && phase === 'none'
  return { text, files, failure, again, isFull, isReady, isWaiting, goesNow, goesOn }
}

/** Sends what waits in a column, and asks on what it is asked again, whether or not it is in view. */
export function useColumnSending(column: Column): void {
  const client = useQueryClient()
  const { id, conversation } = column
  const { again, goesNow, goesOn } = useColumnBox(column)
  const headId = conversation?.headId
  useEffect(() => {
    if (goesNow) void sendColumn(client, id)
  }, [goesNow, client, id])
  const isAsking = useOnlyTab(again === null ? null : `parley.again.${id}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another branch may be one that goes on
  useEffect(() => {
    if (isAsking && goesOn) void goOnAgain(client, id)
  }, [isAsking, goesOn, headId, client, id])
}
