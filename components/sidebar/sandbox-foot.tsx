'use client'

import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'

/** Says that nothing here costs anything, while the sandbox is the default upstream. */
export function SandboxFoot({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const t = useTranslations('sidebar')
  const { data: settings } = useQuery(settingsQuery())
  const upstream = settings?.upstreams.find(({ name }) => name === settings.defaultUpstream)
  if (upstream?.isSandbox !== true) return null
  return (
    <div className="px-2 pb-2 text-small">
      <p className="flex items-center gap-1.5 text-ink-2">
        <FlaskConical aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
        {t('sandbox')}
      </p>
      <p className="text-ink-3">
        {t('sandboxHint')}{' '}
        <Link
          href="/settings#upstreams"
          prefetch={false}
          onClick={() => onNavigate?.()}
          className="whitespace-nowrap rounded-sm font-medium text-accent hover:text-accent-hover"
        >
          {t('addKey')}
        </Link>
      </p>
    </div>
  )
}
