import { useFormatter, useTranslations } from 'use-intl'

/** Words for amounts of US dollars that are to be told apart, however small they are. */
export function useFineDollars(): (usd: number, digits: number) => string {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  return (usd, digits) =>
    usd === 0
      ? t('nothing')
      : format.number(usd, {
          ...{ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' },
          ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
        })
}
