import { useFormatter, useTranslations } from 'use-intl'
import type { Figure } from '@/lib/domain/sweeps/results'
import { useDuration } from '../../thread/use-duration'
import { useDollars } from '../../ui/use-dollars'

/** A figure with its unit. */
export function useFigureWords(): (figure: Figure, value: number) => string {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const duration = useDuration()
  const dollars = useDollars()
  return (figure, value) => {
    switch (figure) {
      case 'firstToken':
      case 'total':
        return duration(value)
      case 'rate':
        return format.number(value, { maximumFractionDigits: 1 })
      case 'outTokens':
        return format.number(Math.round(value))
      case 'cost':
        return value === 0 ? t('nothing') : dollars.cost(value)
    }
  }
}
