import { useQueryClient } from '@tanstack/react-query'
import { ListOrdered } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useIsLive } from '@/lib/client/stores/live-runs'
import { openWritten } from '@/lib/client/write-turns'
import { Button } from '../../ui/button'

const FIELD = 'messages'

/** The way to write the turns themselves: examples before the first one, or what was said anew. */
export function Turns({ conversationId }: { conversationId: string | null }) {
  const t = useTranslations('writeTurns')
  const client = useQueryClient()
  const isLive = useIsLive(conversationId)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <code className="font-mono text-small phone:text-title">{FIELD}</code>
        <Button
          icon={<ListOrdered aria-hidden size={16} strokeWidth={1.5} />}
          disabled={isLive}
          onClick={() => openWritten(client, conversationId)}
        >
          {t('title')}
        </Button>
      </div>
      <p className="text-ink-3 text-small phone:text-title">{t(isLive ? 'arriving' : 'about')}</p>
    </div>
  )
}
