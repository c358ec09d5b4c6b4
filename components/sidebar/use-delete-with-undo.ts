import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { changeAddress } from '@/lib/client/change-address'
import {
  comparisonPath,
  isComparePath,
  pathOfKind,
  useListedId,
} from '@/lib/client/comparison/comparison-path'
import { useDeleteConversation, useRestoreConversation } from '@/lib/client/queries/conversations'
import { conversationPath, isChatPath } from '@/lib/client/use-conversation-id'
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
  const inView = useListedId()
  const remove = useDeleteConversation()
  const restore = useRestoreConversation()

  return ({ id, kind }) => {
    const isChat = kind !== 'comparison'
    const path = pathOfKind({ id, kind })
    const wasInView = id === inView
    remove.mutate(id)
    // At once, by the same page: nothing may ask for what is gone.
    if (wasInView)
      changeAddress('push', () => (isChat ? conversationPath(null) : comparisonPath(null)))
    const undo = () => {
      restore.mutate(id)
      if (!wasInView) return
      // The same page brings it back at once; from another screen it takes a navigation.
      const isThere = isChat ? isChatPath : isComparePath
      if (isThere(location.pathname)) changeAddress('push', () => path)
      else router.push(path)
    }
    const keys = chordText('Mod+Z', isMac)
    showToast({
      text: t('deleted'),
      icon: Trash2,
      undo: { label: common('undo'), keys, act: undo },
    })
  }
}
