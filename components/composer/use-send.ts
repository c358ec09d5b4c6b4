import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { sendDraft } from '@/lib/client/send'
import type { ChatSettings } from '@/lib/domain/conversation'

interface Box {
  /** Null = the new conversation. */
  conversationId: string | null
  text: string
  /** Files go along. */
  hasFiles: boolean
  /** Null until it is known what the turn would be sent with, and after which turn. */
  settings: ChatSettings | null
  /** Results of calls are there and can go back by themselves. */
  hasResults: boolean
  /** Nothing stands in the way but, perhaps, settings that have not come yet. */
  isFree: boolean
}

/**
 * Sends what stands in the box. Pressed before the settings have come, just after a load, it waits
 * for them, and lets go when the text is changed meanwhile.
 */
export function useSend({ conversationId, text, hasFiles, settings, hasResults, isFree }: Box) {
  const client = useQueryClient()
  const [pressed, setPressed] = useState<Pick<Box, 'conversationId' | 'text'> | null>(null)
  const isEmpty = text.trim() === '' && !hasFiles
  const canSend = isFree && (!isEmpty || hasResults)
  const isWaiting = canSend && pressed?.text === text && pressed.conversationId === conversationId
  useEffect(() => {
    if (!isWaiting || settings === null) return
    setPressed(null)
    void sendDraft(client, conversationId, settings)
  }, [isWaiting, settings, client, conversationId])
  const send = () => {
    if (!canSend) return
    if (isEmpty && conversationId !== null) void sendResults(client, conversationId)
    else if (settings === null) setPressed({ conversationId, text })
    else void sendDraft(client, conversationId, settings)
  }
  return { send, canSend, isWaiting }
}

/** A chat that is not begun has none: what sends them comes when it is wanted. */
async function sendResults(client: QueryClient, conversationId: string): Promise<void> {
  const beside = await import('@/lib/client/ask-beside')
  await beside.sendResults(client, conversationId)
}
