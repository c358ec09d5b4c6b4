import { useTranslations } from 'use-intl'
import { usePrices } from '@/lib/client/use-prices'
import { type Cost, costOfRun } from '@/lib/domain/cost'
import type { Run } from '@/lib/domain/run'
import { Detail } from '../ui/detail'
import { useDollars } from '../ui/use-dollars'
import { CostDetail } from './cost-detail'
import { value } from './metric'

/** What an answer cost, by the price table; says on demand how that is computed. */
export function CostFigure({ run }: { run: Run }) {
  const t = useTranslations('chat.cost')
  const words = useCostWords()
  const prices = usePrices()
  const cost = prices === null ? null : costOfRun(run, prices)
  if (cost === null) return null
  const text = words(run.isSandbox, cost)
  return (
    <Detail
      figure={run.isSandbox ? t.rich('sandbox', value) : cost.isKnown ? value.v(text) : text}
      label={t('show', { cost: text })}
      title={t(run.isSandbox ? 'titleSandbox' : cost.isKnown ? 'title' : 'titleUnknown')}
    >
      <CostDetail run={run} cost={cost} />
    </Detail>
  )
}

function useCostWords(): (isSandbox: boolean, cost: Cost) => string {
  const t = useTranslations('chat.cost')
  const dollars = useDollars()
  return (isSandbox, cost) => {
    if (isSandbox) return t('sandboxPlain')
    return cost.isKnown ? dollars.cost(cost.usd) : t('unknown')
  }
}
