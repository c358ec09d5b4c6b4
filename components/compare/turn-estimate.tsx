import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { settingsQuery } from '@/lib/client/queries/settings'
import { usePrices } from '@/lib/client/use-prices'
import { addEstimates, estimateTurn } from '@/lib/domain/comparison/estimate'
import { useDollars } from '../ui/use-dollars'

interface Props {
  columns: readonly Column[]
  text: string
  hasFiles: boolean
}

/** About what the turn in the box would cost in all columns that it goes to. */
export function TurnEstimate({ columns, text, hasFiles }: Props) {
  const t = useTranslations('compare.estimate')
  const dollars = useDollars()
  const prices = usePrices()
  const written = useDeferredValue(text)
  const upstreams = useQuery(settingsQuery()).data?.upstreams ?? []
  const free = new Set<string | undefined>(
    upstreams.filter(({ isSandbox }) => isSandbox).map(({ name }) => name),
  )
  if (prices === null || (written.trim() === '' && !hasFiles)) return null
  const paid = columns.filter(({ settings }) => !free.has(settings?.upstream))
  const parts = paid.map(({ settings, conversation }) =>
    settings === null ? null : estimateTurn(settings, conversation, written, prices),
  )
  const sum = addEstimates(parts)
  const words = () => {
    if (sum === null || hasFiles) return t('unknown')
    if (sum.likely !== null) return t('about', { cost: dollars.cost(sum.likely) })
    return t('between', { least: dollars.cost(sum.least), most: dollars.total(sum.most) })
  }
  return (
    <span title={t('hint')} className="text-ink-3 text-small phone:w-full phone:order-first">
      {parts.length === 0 ? t('free') : words()}
    </span>
  )
}
