'use client'

import { CircleX, RotateCcw } from 'lucide-react'
import { useId, useState } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { FRESH_MAX_TOKENS } from '@/lib/client/use-draft'
import { IconButton } from '../ui/icon-button'
import { NumberField } from '../ui/number-field'
import { Slider } from '../ui/slider'
import { positionOf, tokenStops } from './token-stops'

/** What the API takes at most for a model that does not say. */
const UNKNOWN_LIMIT = 128_000
/** What may be asked for at all. */
const MOST = 1_000_000

interface Props {
  value: number
  /** The model's own limit; null = unknown. */
  limit: number | null
  modelName: string
  onChange: (value: number) => void
}

/**
 * `max_tokens`: a slider on a logarithmic scale and the field that is the truth. What cannot be
 * asked for stays in the field with the reason, and the last value that can be is sent.
 */
export function MaxTokens({ value, limit, modelName, onChange }: Props) {
  const t = useTranslations('request')
  const format = useFormatter()
  const locale = useLocale()
  const errorId = useId()
  const [refused, setRefused] = useState<number | null>(null)
  const stops = tokenStops(limit ?? UNKNOWN_LIMIT)
  const usual = Math.min(FRESH_MAX_TOKENS, limit ?? FRESH_MAX_TOKENS)
  const shown = refused ?? value
  const max = limit ?? MOST
  const error = useRangeError(shown, limit, modelName)
  const take = (next: number) => {
    setRefused(null)
    onChange(next)
  }
  const type = (next: number) => {
    const tokens = Math.round(next)
    if (tokens >= 1 && tokens <= max) take(tokens)
    else setRefused(tokens)
  }

  return (
    <div className="group">
      <div className="flex h-7 items-center gap-1.5 phone:h-11">
        <span className="font-mono text-small phone:text-title">max_tokens</span>
        {shown !== usual && <Changed usual={usual} onReset={() => take(usual)} />}
        <NumberField
          label="max_tokens"
          value={shown}
          min={1}
          max={max}
          locale={locale}
          isInvalid={error !== null}
          describedBy={error === null ? undefined : errorId}
          className="ml-auto"
          onValueChange={type}
        />
      </div>
      <Slider
        label="max_tokens"
        value={positionOf(value, stops)}
        min={0}
        max={stops.length - 1}
        valueText={t('tokens', { count: value })}
        onValueChange={(position) => take(stops[Math.round(position)] ?? value)}
      />
      {error !== null && (
        <p id={errorId} role="alert" className="flex items-start gap-1.5 text-bad text-small">
          <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          {refused === null
            ? error
            : t('maxTokensKept', { reason: error, value: format.number(value) })}
        </p>
      )}
    </div>
  )
}

function Changed({ usual, onReset }: { usual: number; onReset: () => void }) {
  const t = useTranslations('request')
  const format = useFormatter()
  return (
    <>
      <span role="img" aria-label={t('changed')} className="size-1.5 rounded-full bg-accent" />
      <IconButton
        label={t('resetMaxTokens', { value: format.number(usual) })}
        icon={RotateCcw}
        iconSize={14}
        onClick={onReset}
        className="opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      />
    </>
  )
}

function useRangeError(tokens: number, limit: number | null, model: string): string | null {
  const t = useTranslations('request')
  const format = useFormatter()
  if (tokens < 1) return t('maxTokensTooFew')
  if (limit !== null && tokens > limit) {
    return t('maxTokensTooMany', { model, max: format.number(limit) })
  }
  return tokens > MOST ? t('maxTokensMost', { max: format.number(MOST) }) : null
}
