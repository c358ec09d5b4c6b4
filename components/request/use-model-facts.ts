import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import type { ModelInfo } from '@/lib/domain/models'
import { type Prices, priceOf } from '@/lib/domain/prices'
import { useDollars } from '../ui/use-dollars'
import { compactCount } from './compact-count'

const NO_PRICES: Prices = {}

/** The words for what is known of a model; what nobody knows is left out. */
export function useModelFacts() {
  const t = useTranslations('request')
  const dollars = useDollars()
  const own = useQuery(settingsQuery()).data?.prices ?? NO_PRICES

  const prices = (id: string) => {
    const price = priceOf(id, own)?.price
    return price === undefined
      ? null
      : { input: dollars.rate(price.input), output: dollars.rate(price.output) }
  }

  const limits = ({ max_input_tokens: context, max_tokens: output }: ModelInfo) => [
    context == null ? null : t('context', { context: compactCount(context) }),
    output == null ? null : t('output', { output: compactCount(output) }),
  ]

  return {
    /** "$4 / $20" */
    shortPrice: (id: string) => {
      const price = prices(id)
      return price === null ? null : t('priceShort', price)
    },
    /** "Free here; on the API $4 in / $20 out." */
    priceElsewhere: (id: string) => {
      const price = prices(id)
      return price === null ? '' : t('priceElsewhere', price)
    },
    /** "1M context, 128k out, $4 in / $20 out" */
    line: (model: ModelInfo, hasPrice: boolean) => {
      const price = hasPrice ? prices(model.id) : null
      const facts = [...limits(model), price === null ? null : t('price', price)]
      return facts.filter((fact) => fact !== null).join(t('listSeparator'))
    },
  }
}
