import { useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { retryAnswer } from '@/lib/client/ask-beside'
import { currentSettings } from '@/lib/client/asked-with'
import type { ChatSettings } from '@/lib/domain/chat-settings'
import type { Message } from '@/lib/domain/conversation'
import { modelLabel } from '@/lib/domain/models'
import type { Run } from '@/lib/domain/run'
import { focusComposer } from '../../composer/focus-composer'
import { IconButton } from '../../ui/icon-button'
import { Menu } from '../../ui/menu'
import { useLockReason } from './turns-lock'

/**
 * Asks for another answer beside this one. Where the panel says something else than this one was
 * asked with, both are offered. That is worked out when somebody is about to press it, so that no
 * answer is drawn again while somebody changes the panel.
 */
export function Regenerate({ answer, run }: { answer: Message; run: Run }) {
  const t = useTranslations('chat.turn')
  const client = useQueryClient()
  const [other, setOther] = useState<ChatSettings | null>(null)
  const [isOpen, setOpen] = useState(false)
  const refused = useLockReason()
  const look = () => {
    const current = currentSettings(client, answer.conversationId)
    const differs = JSON.stringify(current) !== JSON.stringify(run.settings)
    const found = run.settings !== null && differs ? current : null
    setOther(found)
    return found
  }
  const ask = (settings?: ChatSettings) => {
    void retryAnswer(client, answer, settings)
    focusComposer()
  }
  const onOpenChange = (open: boolean) => {
    if (!open) return setOpen(false)
    if (look() === null) ask()
    else setOpen(true)
  }
  if (refused !== undefined) {
    return <IconButton label={t('regenerate')} icon={RefreshCw} refused={refused} />
  }
  const { settings } = run
  const actions =
    settings === null || other === null
      ? []
      : [
          {
            label: t('regenerateAs', { model: modelLabel(settings.model) }),
            icon: RefreshCw,
            onSelect: () => ask(settings),
          },
          {
            label: t('regenerateWith', { model: modelLabel(other.model) }),
            icon: RefreshCw,
            onSelect: () => ask(),
          },
        ]
  return (
    <Menu
      label={t('regenerate')}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      align="start"
      actions={actions}
      trigger={
        <IconButton
          label={t('regenerate')}
          icon={RefreshCw}
          aria-haspopup={other === null ? 'false' : 'menu'}
          onPointerEnter={look}
          onFocus={look}
        />
      }
    />
  )
}
