'use client'

import { CircleX, RotateCcw } from 'lucide-react'
import { useId } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { FRESH_MAX_TOKENS } from '@/lib/client/use-draft'
import { IconButton } from '../ui/icon-button'
import { NumberField } from '../ui/number-field'
import { Slider } from '../ui/slider'
import { positionOf, tokenStops } from './token-stops'

/** What the API takes at most for a model that does not say. */
const UNKNOWN_LIMIT = 128_000
/** What may be asked for at all; beyond the model's own limit the field says so. */
const MOST = 1_000_000

interface Props {
  value: number
  /** The model's own limit; null = unknown. */
  limit: number | null
  modelName: string
  onChange: (value: number) => void
}

/** `max_tokens`: a slider on a logarithmic scale and the field that is the truth. */
export function MaxTokens({ value, limit, modelName, onChange }: Props) {
  const t = useTranslations('request')
  const format = useFormatter()
  const locale = useLocale()
  const errorId = useId()
  const stops = tokenStops(limit ?? UNKNOWN_LIMIT)
  const usual = Math.min(FRESH_MAX_TOKENS, limit ?? FRESH_MAX_TOKENS)
  const error =
    limit !== null && value > limit
      ? t('maxTokensTooMany', { model: modelName, max: format.number(limit) })
      : null
  const isChanged = value !== usual

  return (
    <div className="group">
      <div className="flex h-7 items-center gap-1.5 phone:h-11">
        <span className="font-mono text-small phone:text-title">max_tokens</span>
        {isChanged && (
          <>
            <span
              role="img"
              aria-label={t('changed')}
              className="size-1.5 rounded-full bg-accent"
            />
            <IconButton
              label={t('resetMaxTokens', { value: format.number(usual) })}
              icon={RotateCcw}
              iconSize={14}
              onClick={() => onChange(usual)}
              className="opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
            />
          </>
        )}
        <NumberField
          label="max_tokens"
          value={value}
          min={1}
          max={MOST}
          locale={locale}
          isInvalid={error !== null}
          describedBy={error === null ? undefined : errorId}
          className="ml-auto"
          onValueChange={(next) => onChange(Math.min(MOST, Math.max(1, Math.round(next))))}
        />
      </div>
      <Slider
        label="max_tokens"
        value={positionOf(value, stops)}
        min={0}
        max={stops.length - 1}
        valueText={t('tokens', { count: value })}
        onValueChange={(position) => onChange(stops[Math.round(position)] ?? value)}
      />
      {error !== null && (
        <p id={errorId} role="alert" className="flex items-start gap-1.5 text-bad text-small">
          <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}
