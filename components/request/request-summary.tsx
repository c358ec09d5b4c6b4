'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { useDraft } from '@/lib/client/use-draft'
import { modelLabel } from '@/lib/domain/models'
import { useShell } from '../shell/shell-context'

/** Under the title on a phone: which model of which upstream; a tap here or on the title opens the panel. */
export function RequestSummary({ conversationId }: { conversationId: string | null }) {
  const t = useTranslations('request')
  const common = useTranslations('common')
  const { setPanelOver, setPanelView } = useShell()
  const { settings } = useDraft(conversationId)
  const upstreams = useQuery(settingsQuery()).data?.upstreams
  if (settings === null) return <div className="h-5" />
  const upstream = upstreams?.find(({ name }) => name === settings.upstream)
  const upstreamName = upstream?.isSandbox ? common('sandbox') : upstream?.label
  return (
    <button
      type="button"
      onClick={() => {
        // It names the settings, so it leads to them.
        setPanelView('settings')
        setPanelOver(true)
      }}
      className="relative inline-flex h-5 max-w-full items-center gap-1 rounded-sm text-ink-3 text-small after:absolute after:-inset-x-2 after:-top-5 after:-bottom-1"
    >
      <span className="truncate">
        {[modelLabel(settings.model), upstreamName ?? settings.upstream].join(t('listSeparator'))}
      </span>
      <ChevronDown aria-hidden size={14} strokeWidth={1.5} className="shrink-0" />
    </button>
  )
}
