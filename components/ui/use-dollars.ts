import { useFormatter } from 'use-intl'

const CURRENCY = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const

/** USD: less has no words of its own, as the cost of one answer and as that of several. */
export const LEAST_COST = 0.0001
export const LEAST_TOTAL = 0.01

/** Words for amounts of US dollars. What is more than nothing never reads as nothing. */
export function useDollars() {
  const format = useFormatter()
  const fixed = (usd: number, digits: number) => {
    const least = 10 ** -digits
    const sign = usd > 0 && usd < least ? '<' : ''
    const style = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    return sign + format.number(sign === '' ? usd : least, { ...CURRENCY, ...style })
  }
  const whole = (usd: number) => format.number(usd, { ...CURRENCY, maximumFractionDigits: 0 })
  return {
    /** Of one answer: "$0", "<$0.0001", "$0.0206", "$1.27". */
    cost: (usd: number) => (usd === 0 ? whole(usd) : fixed(usd, usd < 1 ? 4 : 2)),
    /** Of several: "$0", "<$0.01", "$0.31". */
    total: (usd: number) => (usd === 0 ? whole(usd) : fixed(usd, 2)),
    /** Of a price per million: "$4", "$0.10", "$0.0125". */
    rate: (usd: number) =>
      Number.isInteger(usd)
        ? whole(usd)
        : format.number(usd, { ...CURRENCY, minimumFractionDigits: 2, maximumFractionDigits: 6 }),
  }
}
