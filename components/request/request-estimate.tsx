'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { useStoredText } from '@/lib/client/stores/drafts'
import { type Outgoing, useOutgoing } from '@/lib/client/use-outgoing'
import type { ChatSettings } from '@/lib/domain/conversation'
import { costOfUsage } from '@/lib/domain/cost'
import { filesIn } from '@/lib/domain/preflight'
import { promptTokens } from '@/lib/domain/prompt-tokens'
import { drawnLater } from '../ui/parts-ahead'
import { useDollars } from '../ui/use-dollars'
import type { LookedAtProps } from './preflight/looked-at'

const LookedAt = drawnLater<LookedAtProps>(
  async () => (await import('./preflight/looked-at')).LookedAt,
  ({ draw }) => draw(null, true),
)

/** Where nothing stands in the box, something is asked all the same: what is wrong with the rest shows. */
const STAND_IN = '.'

interface Props {
  conversationId: string | null
  settings: ChatSettings
}

/** About what sending would take: tokens in, at most so many out, and the cost between the two. */
export function RequestEstimate({ conversationId, settings }: Props) {
  const text = useDeferredValue(useStoredText(conversationId))
  const asked = useDeferredValue(settings)
  const outgoing = useOutgoing(conversationId, asked, text.trim() === '' ? STAND_IN : text)
  return (
    <LookedAt
      // What was found in one conversation is nothing to another.
      key={conversationId ?? 'new'}
      {...{ conversationId, settings, outgoing }}
      draw={(counted, isCounting) => (
        <Figures settings={asked} {...{ outgoing, counted, isCounting }} />
      )}
    />
  )
}

interface FiguresProps {
  settings: ChatSettings
  outgoing: Outgoing
  /** Input tokens by the upstream; null = nobody has counted. */
  counted: number | null
  isCounting: boolean
}

function Figures({ settings, outgoing: { body, upstream }, counted, isCounting }: FiguresProps) {
  const t = useTranslations('request')
  const format = useFormatter()
  const dollars = useDollars()
  const prices = useQuery(settingsQuery()).data?.prices
  const guess = useMemo(() => (filesIn(body) === '' ? promptTokens(body) : null), [body])
  // A guess from texts says nothing of files.
  const tokens = counted ?? guess
  const basis = counted === null ? 'estimate.guessed' : 'estimate.counted'
  const cost = (output: number) =>
    costOfUsage(settings.model, { input_tokens: tokens ?? 0, output_tokens: output }, prices ?? {})
  // A raw patch may say anything.
  const out = Number.isFinite(body.max_tokens) ? body.max_tokens : null
  const [least, most] = [cost(0), cost(out ?? 0)]
  const price = () => {
    if (upstream === null) return null
    if (upstream.isSandbox) return dollars.total(0)
    if (tokens === null || out === null || !least.isKnown || !most.isKnown) {
      return t('estimate.unknown')
    }
    return t('estimate.cost', { least: dollars.total(least.usd), most: dollars.total(most.usd) })
  }
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-ink-3 text-small phone:text-title">
      <span title={tokens === null ? undefined : t(basis)}>
        {tokens === null
          ? t(isCounting ? 'estimate.counting' : 'estimate.inUnknown')
          : t('estimate.in', { count: format.number(tokens) })}
      </span>
      <span>
        {out === null ? t('estimate.outUnknown') : t('estimate.out', { count: format.number(out) })}
      </span>
      <span className="ml-auto font-medium text-ink-2">{price()}</span>
    </p>
  )
}
