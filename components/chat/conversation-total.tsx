'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { usePrices } from '@/lib/client/use-prices'
import { type Total, totalOf } from '@/lib/domain/cost'
import { cx } from '../ui/cx'
import { Detail } from '../ui/detail'
import { useDollars } from '../ui/use-dollars'

interface Props {
  conversationId: string | null
  /** In the bar over the thread, or at its end on a phone, whose bar has no room. */
  place: 'bar' | 'end'
}

/** Tokens and cost of everything that was ever asked in a conversation, on all its branches. */
export function ConversationTotal({ conversationId, place }: Props) {
  const t = useTranslations('chat.total')
  const prices = usePrices()
  const runs = useQuery({
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== null,
  }).data?.runs
  const total = useMemo(
    () => (prices === null || runs === undefined ? null : totalOf(runs, prices)),
    [prices, runs],
  )
  const words = useTotalWords()
  if (total === null || total.tokens === 0) return null
  const text = words(total)
  const isInBar = place === 'bar'
  return (
    <Detail
      align={isInBar ? 'end' : 'start'}
      figure={isInBar ? text : t('inAll', { total: text })}
      label={t('show', { total: text })}
      title={t('title')}
      className={cx(
        'text-small',
        isInBar ? 'mr-1 shrink-0 text-ink-2 max-md:hidden' : 'self-start text-ink-3 md:hidden',
      )}
    >
      <TotalDetail total={total} />
    </Detail>
  )
}

function useTotalWords(): (total: Total) => string {
  const t = useTranslations('chat.total')
  const format = useFormatter()
  const dollars = useDollars()
  return ({ tokens, isEstimate, usd, unknown, runs }) => {
    const cost = dollars.total(usd)
    const price =
      runs === 0
        ? t('sandbox')
        : unknown === 0
          ? cost
          : unknown === runs
            ? t('unknown')
            : t('partly', { cost, count: unknown })
    const count = format.number(tokens)
    return t('text', { tokens: isEstimate ? `≈ ${count}` : count, price })
  }
}

function TotalDetail({ total }: { total: Total }) {
  const t = useTranslations('chat.total')
  const { runs, unknown, sandboxRuns } = total
  return (
    <ul className="flex flex-col gap-1.5 pt-0.5 text-ink-2 text-small">
      {runs > 0 && <li>{t('branches', { count: runs })}</li>}
      {unknown > 0 && <li>{t('unknownRuns', { count: unknown })}</li>}
      {sandboxRuns > 0 && (
        <li>{t(runs === 0 ? 'sandboxOnly' : 'sandboxRuns', { count: sandboxRuns })}</li>
      )}
      {runs > 0 && <li className="text-ink-3">{t('estimate')}</li>}
    </ul>
  )
}
