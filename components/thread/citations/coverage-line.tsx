import { useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { passagesOf } from '@/lib/domain/citations'
import { coverageOf } from '@/lib/domain/coverage'
import type { Block } from '@/lib/wire/types'
import { cx } from '../../ui/cx'

/** How much of an answer its citations back, and where in it; nothing for one that cites nothing. */
export function CoverageLine({ content }: { content: readonly Block[] }) {
  const t = useTranslations('chat.citations')
  const format = useFormatter()
  const coverage = useMemo(() => coverageOf(content, passagesOf(content)), [content])
  if (coverage === null) return null
  const { share, stretches, passages, documents } = coverage
  const percent = format.number(share, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <div className="mt-3 mb-1 text-small">
      <div className="flex flex-wrap justify-between gap-x-4">
        <p className="font-medium text-ink">{t('coverage', { share: percent })}</p>
        <p className="text-ink-3">{t('sources', { passages, documents })}</p>
      </div>
      <div aria-hidden className="mt-1.5 flex gap-0.5">
        {stretches.map(({ isCited, length }, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place
            key={index}
            style={{ flexGrow: length }}
            className={cx('h-1 min-w-0.5 basis-0 rounded-xs', isCited ? 'bg-accent' : 'bg-active')}
          />
        ))}
      </div>
    </div>
  )
}
