import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { changeAddress } from '@/lib/client/change-address'
import { useDeleteConversation, useRestoreConversation } from '@/lib/client/queries/conversations'
import { conversationPath, isChatPath, useConversationId } from '@/lib/client/use-conversation-id'
import type { ConversationSummary } from '@/lib/domain/conversation'
import { chordText } from '../actions/chord'
import { showToast } from '../ui/toast'
import { useIsMac } from '../ui/use-is-mac'

/** Deletes a conversation and offers to take it back; the one in view gives way to a new one. */
export function useDeleteWithUndo(): (conversation: ConversationSummary) => void {
  const t = useTranslations('sidebar')
  const common = useTranslations('common')
  const isMac = useIsMac()
  const router = useRouter()
  const inView = useConversationId()
  const remove = useDeleteConversation()
  const restore = useRestoreConversation()

  return ({ id }) => {
    const wasInView = id === inView
    remove.mutate(id)
    // At once, by the same page: nothing may ask for what is gone.
    if (wasInView) changeAddress('push', () => conversationPath(null))
    const undo = () => {
      restore.mutate(id)
      if (!wasInView) return
      // The same page brings it back at once; from another screen it takes a navigation.
      if (isChatPath(location.pathname)) changeAddress('push', () => conversationPath(id))
      else router.push(conversationPath(id))
    }
    const keys = chordText('Mod+Z', isMac)
    showToast({
      text: t('deleted'),
      icon: Trash2,
      undo: { label: common('undo'), keys, act: undo },
    })
  }
}
