import { useFormatter, useTranslations } from 'use-intl'
import type { Sums } from '@/lib/domain/comparison/sums'
import { useDollars } from '../ui/use-dollars'

/** The words of what a column came to; a part that is unknown is said to be missing. */
export function useSumWords(): (
  sums: Sums,
) => Readonly<Record<'tokens' | 'thinking' | 'cost', string>> {
  const t = useTranslations('compare.facts')
  const format = useFormatter()
  const dollars = useDollars()
  const cost = (sums: Sums) => {
    if (sums.isSandbox) return t('sandbox')
    if (sums.cost === null) return sums.unknown === 0 ? '–' : t('unknown')
    const known = dollars.cost(sums.cost)
    return sums.unknown === 0 ? known : t('partly', { known })
  }
  const count = (sums: Sums, name: keyof Sums['uncounted']) => {
    const sum = sums[name]
    if (sum === null) return t('unknown')
    const known = format.number(sum)
    return sums.uncounted[name] === 0 ? known : t('partly', { known })
  }
  return (sums) => ({
    tokens: t('inOut', { in: count(sums, 'inTokens'), out: count(sums, 'outTokens') }),
    thinking: count(sums, 'thinkingTokens'),
    cost: cost(sums),
  })
}
