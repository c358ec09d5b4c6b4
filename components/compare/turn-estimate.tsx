import { useDeferredValue } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { usePrices } from '@/lib/client/use-prices'
import { estimateTurn } from '@/lib/domain/comparison/estimate'
import { LEAST_COST, useDollars } from '../ui/use-dollars'
import { useColumnsEstimate } from './use-columns-estimate'

interface Props {
  columns: readonly Column[]
  text: string
  hasFiles: boolean
}

/** About what the turn in the box would cost in all columns that it goes to. */
export function TurnEstimate({ columns, text, hasFiles }: Props) {
  const t = useTranslations('compare.estimate')
  const dollars = useDollars()
  const arePricesKnown = usePrices() !== null
  const written = useDeferredValue(text)
  const sum = useColumnsEstimate(columns, (settings, conversation, prices) =>
    estimateTurn(settings, conversation, written, prices),
  )
  if (!arePricesKnown || (written.trim() === '' && !hasFiles)) return null
  const words = () => {
    if (sum === 'free') return t('free')
    if (sum === null || hasFiles) return t('unknown')
    if (sum.likely !== null) return t('about', { cost: dollars.cost(sum.likely) })
    const most = dollars.total(sum.most)
    if (sum.least < LEAST_COST) return t('upTo', { most })
    return t('between', { least: dollars.cost(sum.least), most })
  }
  return (
    <span
      title={t('hint')}
      className="text-ink-3 text-small phone:order-first phone:w-full phone:px-3"
    >
      {words()}
    </span>
  )
}
