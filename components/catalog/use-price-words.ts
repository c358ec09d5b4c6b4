import { useTranslations } from 'use-intl'
import type { CatalogEntry } from '@/lib/domain/catalog/entry'
import { useDollars } from '../ui/use-dollars'

/** The words for what a million tokens cost. */
export function usePriceWords() {
  const t = useTranslations('catalog.prices')
  const dollars = useDollars()
  const rates = ({ input, output }: { input: number; output: number }) =>
    t('rates', { input: dollars.rate(input), output: dollars.rate(output) })
  return {
    /** "$4 / $20" */
    rates,
    /** The same of a model; null where nobody says. */
    of: ({ isSandbox, price }: CatalogEntry): string | null => {
      if (isSandbox) return t('free')
      return price === null ? null : rates(price.price)
    },
  }
}
