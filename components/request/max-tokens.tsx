'use client'

import { TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { FRESH_MAX_TOKENS } from '@/lib/client/use-draft'
import { controlId, PARAMETERS, UNSTREAMED_TOKENS } from '@/lib/domain/parameters'
import { NumberField } from '../ui/number-field'
import { Slider } from '../ui/slider'
import type { Panel } from './panel'
import { ParameterRow } from './parameter-row'
import { RangeNote } from './range-note'
import { positionOf, tokenStops } from './token-stops'
import { useTypedNumber } from './use-typed-number'

/** What the API takes at most for a model that does not say. */
const UNKNOWN_LIMIT = 128_000

/** `max_tokens`: a slider on a logarithmic scale and the field that is the truth. */
export function MaxTokens({ panel }: { panel: Panel }) {
  const t = useTranslations('request')
  const format = useFormatter()
  const locale = useLocale()
  const errorId = useId()
  const { settings, wantedTokens, facts, change } = panel
  const { name, range } = PARAMETERS.maxTokens
  const value = settings.maxTokens
  const limit = facts.maxOutput
  const max = limit ?? range.max
  const stops = tokenStops(limit ?? UNKNOWN_LIMIT)
  const typed = useTypedNumber({
    name,
    value,
    min: range.min,
    max,
    ...(limit === null
      ? {}
      : { tooMuch: t('range.tooMany', { model: facts.label, max: format.number(limit) }) }),
    onChange: (maxTokens) => change({ maxTokens }),
  })
  const isCapped = wantedTokens > value && wantedTokens !== FRESH_MAX_TOKENS
  return (
    <ParameterRow
      field="maxTokens"
      isWithheld={isCapped && format.number(wantedTokens)}
      isChanged={typed.error !== null || wantedTokens !== FRESH_MAX_TOKENS}
      modelName={facts.label}
      onReset={() => typed.take(FRESH_MAX_TOKENS)}
      end={
        <NumberField
          id={controlId('maxTokens')}
          label={name}
          value={typed.shown}
          min={range.min}
          max={max}
          locale={locale}
          isInvalid={typed.error !== null}
          describedBy={typed.error === null ? undefined : errorId}
          onValueChange={typed.type}
        />
      }
    >
      <Slider
        label={name}
        value={positionOf(value, stops)}
        min={0}
        max={stops.length - 1}
        valueText={t('tokens', { count: value })}
        onValueChange={(position) => typed.take(stops[Math.round(position)] ?? value)}
      />
      {isCapped && (
        <p className="pb-1 text-ink-3 text-small phone:text-title">
          {t('cappedTokens', {
            model: facts.label,
            max: format.number(value),
          })}
        </p>
      )}
      {typed.error !== null && (
        <RangeNote id={errorId} text={typed.error} nearest={typed.nearest} />
      )}
      {!settings.stream && value > UNSTREAMED_TOKENS && (
        <LongUnstreamed onStream={() => change({ stream: true })} />
      )}
    </ParameterRow>
  )
}

/** The SDKs refuse this much without a stream; here it may be tried, and is warned of. */
function LongUnstreamed({ onStream }: { onStream: () => void }) {
  const t = useTranslations('request')
  const format = useFormatter()
  return (
    <p
      role="status"
      className="flex items-start gap-1.5 pb-1 text-small text-warn phone:text-title"
    >
      <TriangleAlert aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      <span>
        {t('longUnstreamed', { limit: format.number(UNSTREAMED_TOKENS) })}{' '}
        <button
          type="button"
          onClick={onStream}
          className="rounded-sm font-medium text-accent hover:underline"
        >
          {t('streamIt')}
        </button>
      </span>
    </p>
  )
}
