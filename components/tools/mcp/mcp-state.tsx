import { Check, CircleDashed, CircleX, RefreshCw } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useAskMcpServer } from '@/lib/client/queries/mcp'
import type { McpServer } from '@/lib/domain/tools/mcp'
import { cx } from '../../ui/cx'
import { IconButton } from '../../ui/icon-button'

const STATES = {
  connected: { icon: Check, tone: 'text-ok' },
  failed: { icon: CircleX, tone: 'text-bad' },
  unasked: { icon: CircleDashed, tone: 'text-ink-3' },
} as const

/** How a server stands, and the way to ask it again. One that nobody has needed yet is asked now. */
export function McpState({ server: { name, state, reason } }: { server: McpServer }) {
  const t = useTranslations('mcpServers')
  const { mutate, isPending, isError } = useAskMcpServer()
  useEffect(() => {
    if (state === 'unasked') mutate(name)
  }, [state, name, mutate])
  const isAsking = isPending || (state === 'unasked' && !isError)
  const { icon: Icon, tone } = STATES[isAsking ? 'unasked' : state]
  return (
    <>
      <span
        role="status"
        title={reason ?? undefined}
        className={cx('flex shrink-0 items-center gap-1', tone)}
      >
        <Icon aria-hidden size={14} strokeWidth={1.5} />
        {t(isAsking ? 'asking' : `states.${state}`)}
      </span>
      <IconButton
        label={t('ask', { server: name })}
        icon={RefreshCw}
        iconSize={14}
        isBusy={isAsking}
        onClick={() => mutate(name)}
      />
    </>
  )
}
