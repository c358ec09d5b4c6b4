import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { ENOUGH_RUNS, type MeasuredFigure } from '@/lib/domain/measures'
import { compactCount } from '../request/compact-count'
import { useDuration } from '../thread/use-duration'
import { RATE_DIGITS } from '../ui/rate-digits'
import { useDollars } from '../ui/use-dollars'
import { Aside, type FactProps, Unknown } from './facts'
import { useDay } from './use-day'
import { usePriceWords } from './use-price-words'

/** The most tokens that it reads. */
export function ContextFact({ entry: { model } }: FactProps) {
  return <Tokens count={model.max_input_tokens} />
}

/** The most tokens that it writes. */
export function OutputFact({ entry: { model } }: FactProps) {
  return <Tokens count={model.max_tokens} />
}

function Tokens({ count }: { count: number | null | undefined }) {
  const format = useFormatter()
  return count == null ? (
    <Unknown />
  ) : (
    <span title={format.number(count)}>{compactCount(count)}</span>
  )
}

/** What a million tokens cost, in and out, by whose word and since when. */
export function PriceFact({ entry }: FactProps) {
  const { isSandbox, price } = entry
  const t = useTranslations('catalog.prices')
  const words = usePriceWords()
  const day = useDay()
  const text = words.of(entry)
  if (text === null) return <Unknown />
  if (price === null) return text
  const { asOf, above } = price.price
  const date = day(asOf) ?? asOf
  if (isSandbox) {
    return (
      <>
        {text}
        <Aside>{t('elsewhere', { rates: words.rates(price.price) })}</Aside>
      </>
    )
  }
  return (
    <>
      {text}
      {above !== undefined && (
        <Aside>
          {t('above', { rates: words.rates(above), tokens: compactCount(above.promptTokens) })}
        </Aside>
      )}
      <Aside>{t(price.source === 'yours' ? 'yours' : 'asOf', { date })}</Aside>
    </>
  )
}

/** How many of one's own runs the figures beside it are made from. */
export function RunsFact({ entry: { measure, isSandbox } }: FactProps) {
  const t = useTranslations('catalog')
  const format = useFormatter()
  return (
    <>
      {format.number(measure?.runs ?? 0)}
      {measure !== null && isSandbox && <Aside>{t('sandboxFigures')}</Aside>}
    </>
  )
}

/** The median time to the first token. */
export function FirstTokenFact({ entry: { measure } }: FactProps) {
  const duration = useDuration()
  return <Figure of={measure?.firstToken} words={duration} />
}

/** The median of the tokens per second. */
export function RateFact({ entry: { measure } }: FactProps) {
  const format = useFormatter()
  return <Figure of={measure?.tokensPerSecond} words={(rate) => format.number(rate, RATE_DIGITS)} />
}

/** The median of what a run cost. */
export function CostFact({ entry: { measure } }: FactProps) {
  const dollars = useDollars()
  return <Figure of={measure?.cost} words={dollars.cost} />
}

interface FigureProps {
  of: MeasuredFigure | null | undefined
  words: (value: number) => ReactNode
}

/** A median; of few runs it says of how few. */
function Figure({ of: figure, words }: FigureProps) {
  const t = useTranslations('catalog')
  if (figure == null) return <NotMeasured />
  return (
    <>
      {words(figure.median)}
      {figure.of < ENOUGH_RUNS && <Aside>{t('fromRuns', { count: figure.of })}</Aside>}
    </>
  )
}

function NotMeasured() {
  const t = useTranslations('catalog')
  return (
    <>
      <span aria-hidden className="text-ink-3">
        {t('none')}
      </span>
      <span className="sr-only">{t('notMeasured')}</span>
    </>
  )
}
