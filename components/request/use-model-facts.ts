import { useFormatter, useTranslations } from 'use-intl'
import { findModel, type ModelInfo } from '@/lib/domain/models'
import { compactCount } from './compact-count'

/** The words for what is known of a model; what nobody knows is left out. */
export function useModelFacts() {
  const t = useTranslations('request')
  const format = useFormatter()

  const dollars = (amount: number) =>
    format.number(amount, {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    })

  const prices = (id: string) => {
    const price = findModel(id)?.price
    return price == null ? null : { input: dollars(price.input), output: dollars(price.output) }
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
    /** "1M context, 128k out, $4 in / $20 out" */
    line: (model: ModelInfo, hasPrice: boolean) => {
      const price = hasPrice ? prices(model.id) : null
      const facts = [...limits(model), price === null ? null : t('price', price)]
      return facts.filter((fact) => fact !== null).join(t('listSeparator'))
    },
  }
}
