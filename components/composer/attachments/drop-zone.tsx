'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Dropped } from '@/lib/client/pick-files'
import { NO_BOX } from '@/lib/client/stores/uploads'

/** Takes files that are dropped anywhere on the page into the box of a conversation, or into none, and says so while they hover. */
export function DropZone({ conversationId }: { conversationId: string | null }) {
  const t = useTranslations()
  const client = useQueryClient()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const ifFiles = (react: (event: DragEvent) => void) => (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) react(event)
    }
    const take = async (dropped: readonly Dropped[]) => {
      const [{ readDrop }, { attachFiles }] = await Promise.all([
        import('@/lib/client/pick-files'),
        import('@/lib/client/attach'),
      ])
      const { files, unread } = await readDrop(dropped)
      attachFiles(client, conversationId, files, unread)
    }
    const handlers = {
      dragenter: ifFiles(() => setOver(true)),
      // Within the page it leaves one element for another; out of it, or given up, for none.
      dragleave: ifFiles(({ relatedTarget }) => relatedTarget === null && setOver(false)),
      dragover: ifFiles(({ dataTransfer }) => {
        if (dataTransfer !== null) dataTransfer.dropEffect = 'copy'
        setOver(true)
      }),
      drop: ifFiles((event) => {
        setOver(false)
        // Once the event is over there is nothing in it any more.
        const items = [...(event.dataTransfer?.items ?? [])]
        const dropped = items
          .filter(({ kind }) => kind === 'file')
          .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
        void take(dropped)
      }),
    }
    for (const [name, handler] of Object.entries(handlers)) {
      window.addEventListener(name, handler as EventListener)
    }
    return () => {
      for (const [name, handler] of Object.entries(handlers)) {
        window.removeEventListener(name, handler as EventListener)
      }
    }
  }, [client, conversationId])
  if (!isOver) return null
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-2 z-40 flex items-center justify-center rounded-xl border-2 border-accent border-dashed bg-bg/90 font-medium text-title"
    >
      {t(conversationId === NO_BOX ? 'filesScreen.drop' : 'attach.drop')}
    </div>
  )
}
