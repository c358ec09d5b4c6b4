import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl'
import { usePrices } from '@/lib/client/use-prices'
import { type Cost, pricedModel } from '@/lib/domain/cost'
import { modelLabel } from '@/lib/domain/models'
import type { KnownPrice } from '@/lib/domain/prices'
import type { Run } from '@/lib/domain/run'
import { useDollars } from '../ui/use-dollars'

type KnownCost = Extract<Cost, { isKnown: true }>

/** How a cost is computed, or why it cannot be; the way to the price table. */
export function CostDetail({ run, cost }: { run: Run; cost: Cost }) {
  const t = useTranslations('chat.cost')
  const dollars = useDollars()
  const own = usePrices() ?? {}
  return (
    <div className="flex flex-col gap-1.5 pt-0.5 text-ink-2 text-small">
      {run.isSandbox && (
        <p>{cost.isKnown ? t('would', { cost: dollars.cost(cost.usd) }) : t('wouldUnknown')}</p>
      )}
      {cost.isKnown ? (
        <Computation cost={cost} />
      ) : (
        <p>{t(`gaps.${cost.gap}`, { model: modelLabel(pricedModel(run, own)) })}</p>
      )}
      <Link href="/settings#prices" className="self-start rounded-sm font-medium text-accent">
        {t('openPrices')}
      </Link>
    </div>
  )
}

function Computation({ cost }: { cost: KnownCost }) {
  const t = useTranslations('chat.cost')
  const format = useFormatter()
  const dollars = useDollars()
  const { lines, factors, price, isUnbilled } = cost
  return (
    <>
      <table className="w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('kind')}</th>
            <th scope="col">{t('tokens')}</th>
            <th scope="col">{t('rate')}</th>
            <th scope="col">{t('amount')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ kind, tokens, rate }) => (
            <tr key={kind} className="*:py-0.5">
              <th scope="row" className="text-left font-normal">
                {t(`kinds.${kind}`)}
              </th>
              <td className="text-right">{format.number(tokens)}</td>
              <td className="text-right text-ink-3">{t('times', { rate: dollars.rate(rate) })}</td>
              <td className="text-right">{dollars.cost((tokens * rate) / 1_000_000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isUnbilled && <p>{t('unbilled')}</p>}
      {factors.map((factor) => (
        <p key={factor}>{t(`factors.${factor}`)}</p>
      ))}
      <Source price={price} />
    </>
  )
}

/** Whose rates, of which day. */
function Source({ price: { price, source } }: { price: KnownPrice }) {
  const t = useTranslations('chat.cost')
  const format = useFormatter()
  const day = format.dateTime(new Date(`${price.asOf}T00:00:00Z`), {
    dateStyle: 'medium',
    timeZone: 'UTC',
  })
  return (
    <p className="text-ink-3">
      {t('perMillion')} {t(source === 'yours' ? 'byYours' : 'byList', { day })}
    </p>
  )
}
