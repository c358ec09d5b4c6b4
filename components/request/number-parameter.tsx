'use client'

import { useId } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { isVerified, refusalOf } from '@/lib/domain/judge'
import { controlId, PARAMETERS, shortName } from '@/lib/domain/parameters'
import { NumberField } from '../ui/number-field'
import { RefusedSlider, Slider } from '../ui/slider'
import type { Panel } from './panel'
import { ParameterRow } from './parameter-row'
import { RangeNote } from './range-note'
import { Refusal } from './refusal'
import { useTypedNumber } from './use-typed-number'

interface Props {
  field: 'temperature' | 'topP' | 'topK' | 'budgetTokens'
  panel: Panel
  /** Where the slider stands while nothing is set. */
  rest: number
  /** The ends of the slider, where they are not those of the field. */
  slider?: { min: number; max: number; step: number }
  digits?: number
  /** The most that may be typed, where the table cannot know it. */
  most?: number
  /** The id of a reason that is said for several rows together. */
  sharedReasonId?: string | undefined
}

/** A number that may be left out: a slider as the shortcut, the field as the truth. */
export function NumberParameter({
  field,
  panel,
  rest,
  digits = 0,
  sharedReasonId,
  ...props
}: Props) {
  const t = useTranslations('request')
  const locale = useLocale()
  const ownId = useId()
  const errorId = useId()
  const { settings, facts, change } = panel
  const { range, apiDefault } = PARAMETERS[field]
  const name = shortName(field)
  const value = settings[field]
  const reason = refusalOf(field, settings, facts)
  const typed = useTypedNumber({
    name,
    value,
    min: range.min,
    max: props.most ?? range.max,
    digits,
    onChange: (next) => change({ [field]: next }),
  })
  const reset = () => {
    typed.forget()
    change({ [field]: null })
  }
  const { min, max, step } = props.slider ?? range
  const place = Math.min(Math.max(value ?? rest, min), max)
  const described = typed.error === null ? undefined : errorId
  return (
    <ParameterRow
      field={field}
      isChanged={value !== null || typed.shown !== null}
      isWithheld={reason !== null && value !== null}
      isRefused={reason !== null}
      isUnverified={!isVerified(field, facts)}
      modelName={facts.label}
      onReset={reset}
      end={
        <NumberField
          id={controlId(field)}
          label={name}
          value={typed.shown}
          min={min}
          max={max}
          step={step}
          digits={digits}
          locale={locale}
          placeholder={apiDefault === null ? t('unsetValue') : String(apiDefault)}
          isRefused={reason !== null}
          isInvalid={typed.error !== null}
          describedBy={reason === null ? described : (sharedReasonId ?? ownId)}
          onValueChange={typed.type}
          onClear={reset}
        />
      }
    >
      {reason !== null ? (
        <div className="phone:hidden">
          <RefusedSlider value={place} min={min} max={max} />
        </div>
      ) : (
        <Slider
          label={name}
          value={place}
          min={min}
          max={max}
          step={step}
          {...(value === null ? { valueText: t('unsetValue') } : {})}
          onValueChange={(next) => typed.take(Number(next.toFixed(digits)))}
        />
      )}
      {typed.error !== null && (
        <RangeNote id={errorId} text={typed.error} nearest={typed.nearest} />
      )}
      {reason !== null && sharedReasonId === undefined && (
        <Refusal id={ownId} field={field} reason={reason} panel={panel} />
      )}
    </ParameterRow>
  )
}
