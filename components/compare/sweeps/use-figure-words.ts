import { useFormatter } from 'use-intl'
import type { Figure } from '@/lib/domain/sweeps/results'
import { useDuration } from '../../thread/use-duration'
import { useDollars } from '../../ui/use-dollars'
import { useFineDollars } from './use-fine-dollars'

const TENTH_OF_CENT = 0.001

/** A figure with its unit. */
export function useFigureWords(): (figure: Figure, value: number) => string {
  const format = useFormatter()
  const duration = useDuration()
  const dollars = useDollars()
  const fine = useFineDollars()
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
        return value < TENTH_OF_CENT ? fine(value, digitsOf(value)) : dollars.cost(value)
    }
  }
}

/** Both ends of a small interval would read the same with fewer: two that are not leading zeros. */
function digitsOf(usd: number): number {
  return usd === 0 ? 0 : 1 - Math.floor(Math.log10(usd))
}
