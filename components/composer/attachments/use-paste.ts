import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type ClipboardEvent, useEffect } from 'react'
import { setPasted } from '@/lib/client/stores/uploads'
import { isNamesAlone } from './names-alone'

/** From so many characters on, a pasted text is offered as a file. */
const LONG = 4_000

/**
 * Takes pasted files into the box of a conversation, wherever they are pasted but into another field or
 * a dialog; a long text goes into the box as usual, and may become a file.
 */
export function usePaste(conversationId: string | null) {
  const client = useQueryClient()
  useEffect(() => {
    const onPaste = (event: globalThis.ClipboardEvent) => {
      const { target, clipboardData } = event
      if (clipboardData === null || (target instanceof Element && target.matches(ELSEWHERE))) return
      if (takeFiles(client, conversationId, clipboardData)) event.preventDefault()
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [client, conversationId])
  return (event: ClipboardEvent) => {
    const { clipboardData } = event
    if (takeFiles(client, conversationId, clipboardData)) {
      event.preventDefault()
      return
    }
    const text = clipboardData.getData('text/plain')
    setPasted(text.length < LONG ? null : { conversationId, text })
  }
}

/** What is pasted there is meant for that. The box hears of its own by itself. */
const ELSEWHERE = 'input, textarea, [contenteditable] *, [contenteditable], [role=dialog] *'

/** False where there are none, or none but the picture that comes with a text copied out of a document. */
function takeFiles(
  client: QueryClient,
  conversationId: string | null,
  data: DataTransfer,
): boolean {
  const files = [...data.files]
  const names = files.map(({ name }) => name)
  if (files.length === 0 || !isNamesAlone(data.getData('text/plain'), names)) return false
  void import('@/lib/client/attach').then(({ attachFiles }) =>
    attachFiles(client, conversationId, files),
  )
  return true
}
