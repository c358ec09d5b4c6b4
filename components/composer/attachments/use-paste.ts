import { useQueryClient } from '@tanstack/react-query'
import type { ClipboardEvent } from 'react'
import { setPasted } from '@/lib/client/stores/uploads'
import { isNamesAlone } from './names-alone'

/** From so many characters on, a pasted text is offered as a file. */
const LONG = 4_000

/** Takes pasted files into the box of a conversation; a long text goes in as usual, and may become a file. */
export function usePaste(conversationId: string | null) {
  const client = useQueryClient()
  return (event: ClipboardEvent) => {
    const taken = [...event.clipboardData.files]
    const text = event.clipboardData.getData('text/plain')
    const names = taken.map(({ name }) => name)
    // Copied out of a document, text comes with a picture of itself.
    if (taken.length > 0 && isNamesAlone(text, names)) {
      event.preventDefault()
      void import('@/lib/client/attach').then(({ attachFiles }) =>
        attachFiles(client, conversationId, taken),
      )
      return
    }
    setPasted(text.length < LONG ? null : { conversationId, text })
  }
}
