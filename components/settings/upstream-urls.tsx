'use client'

import { useTranslations } from 'use-intl'
import type { UpstreamView } from '@/lib/domain/settings'
import { CopyButton } from '../ui/copy-button'
import { useUpstreamLabel } from './gateway-keys/use-term-words'

/** The base URLs that lead to one upstream each, whichever is the default. */
export function UpstreamUrls({
  upstreams,
  baseUrl,
}: {
  upstreams: readonly UpstreamView[]
  baseUrl: string
}) {
  const t = useTranslations('settings.gateway')
  const common = useTranslations('common')
  const labelOf = useUpstreamLabel(upstreams)
  return (
    <div>
      <p className="border-line border-b pb-1.5 text-ink-3 text-small">{t('byUpstream')}</p>
      <ul>
        {upstreams.map(({ name }) => {
          const url = `${baseUrl}/u/${name}`
          return (
            <li
              key={name}
              className="grid grid-cols-[minmax(0,10rem)_minmax(0,1fr)_auto] items-center gap-x-4 border-line border-b py-1 phone:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="truncate text-ui">{labelOf(name)}</span>
              <code className="wrap-anywhere font-mono text-ink-2 text-small phone:col-start-1">
                {url}
              </code>
              <CopyButton
                text={url}
                label={t('copyUrlOf', { upstream: labelOf(name) })}
                copiedLabel={common('copied')}
                className="phone:col-start-2 phone:row-span-2 phone:row-start-1"
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
