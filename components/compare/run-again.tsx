import { useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { holdsAgain, runAgain } from '@/lib/client/comparison/run-again'
import type { Column } from '@/lib/client/comparison/use-columns'
import { useLiveConversations } from '@/lib/client/stores/live-runs'
import { estimateAgain } from '@/lib/domain/comparison/estimate-again'
import { isAsked } from '@/lib/domain/comparison/segments'
import { PAUSED_AFTER_MS } from '@/lib/domain/tools/open-loop'
import { useTicker } from '../thread/use-ticker'
import { IconButton } from '../ui/icon-button'
import { Menu } from '../ui/menu'
import { LEAST_COST, useDollars } from '../ui/use-dollars'
import { segmentsIn } from './turn-rows'
import { useColumnsEstimate } from './use-columns-estimate'

/** Asks all columns everything again, once it was said what that costs about. */
export function RunAgain({ columns }: { columns: readonly Column[] }) {
  const t = useTranslations('compare')
  const client = useQueryClient()
  const dollars = useDollars()
  const sum = useColumnsEstimate(columns, estimateAgain)
  const ids = columns.map(({ id }) => id)
  const isLive = useLiveConversations(ids).length > 0
  const isEmpty = columns.every(({ conversation }) => conversation?.headId == null)
  const isHeld = columns.some(
    ({ conversation }) => conversation !== undefined && holdsAgain(conversation, Date.now()),
  )
  // A pause may hold them no longer though nothing new is heard of it.
  useTicker(isHeld, PAUSED_AFTER_MS)
  const count = columns.reduce(
    (sum, { conversation }) => sum + segmentsIn(conversation).filter(isAsked).length,
    0,
  )
  const refused = () => {
    if (isLive) return t('againLive')
    if (isHeld) return t('againHeld')
    return isEmpty ? t('emptyTitle') : undefined
  }
  const cost = () => {
    if (sum === 'free') return t('estimate.free')
    if (sum === null) return t('againCost.unknown')
    if (sum.likely !== null) return t('againCost.about', { cost: dollars.cost(sum.likely) })
    const [least, most] = [dollars.cost(sum.least), dollars.total(sum.most)]
    return sum.least < LEAST_COST
      ? t('againCost.upTo', { most })
      : t('againCost.between', { least, most })
  }
  return (
    <Menu
      label={t('again')}
      trigger={<IconButton label={t('again')} icon={RefreshCw} />}
      actions={[
        {
          label: t('againRuns', { count }),
          icon: RefreshCw,
          hint: cost(),
          refused: refused(),
          onSelect: () => void runAgain(client, ids),
        },
      ]}
    />
  )
}
