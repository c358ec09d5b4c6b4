'use client'

import { PanelRight, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useDraft } from '@/lib/client/use-draft'
import { IconButton } from '../ui/icon-button'
import { RequestPending } from './request-pending'
import { RequestSettings } from './request-settings'

interface Props {
  conversationId: string | null
  onClose: () => void
}

/** What the next run will be asked with, beside the thread. */
export function RequestPanel({ conversationId, onClose }: Props) {
  const t = useTranslations()
  const { settings } = useDraft(conversationId)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-12 shrink-0 items-center justify-between pr-2.5 pl-4 phone:h-14 phone:pr-1">
        <h2 className="font-semibold text-ui phone:text-reading">{t('request.title')}</h2>
        <IconButton
          label={t('shell.hidePanel')}
          icon={PanelRight}
          onClick={onClose}
          className="max-md:hidden"
        />
        <IconButton label={t('common.close')} icon={X} onClick={onClose} className="md:hidden" />
      </div>
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        {settings === null ? (
          <div className="px-4">
            <RequestPending conversationId={conversationId} />
          </div>
        ) : (
          <RequestSettings conversationId={conversationId} settings={settings} />
        )}
      </div>
    </div>
  )
}
