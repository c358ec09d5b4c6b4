'use client'

import { type KeyboardEvent, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Field } from '../ui/field'
import { isComposing } from '../ui/is-composing'
import { TextField } from '../ui/text-field'

interface Props {
  label: string
  unit?: string
  value: number
  bounds: { min: number; max: number }
  onSave: (value: number) => void
}

/**
 * A whole number that counts once the field is left, or with Enter; Escape and an empty field bring
 * back the one that counts.
 */
export function NumberSetting({ label, unit, value, bounds, onSave }: Props) {
  const t = useTranslations('settings')
  const format = useFormatter()
  const [typed, setTyped] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const type = (text: string | null) => {
    setTyped(text)
    setRefused(false)
  }
  const settle = () => {
    if (typed === null) return
    const next = typed.trim() === '' ? value : readWhole(typed, bounds)
    if (next === null) return setRefused(true)
    type(null)
    if (next !== value) onSave(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Enter') settle()
    if (event.key === 'Escape') type(null)
  }
  return (
    <Field
      label={label}
      end={unit}
      error={isRefused ? t('wholeNumber', bounds) : undefined}
      className="w-40 phone:w-full"
    >
      <TextField
        value={typed ?? format.number(value)}
        inputMode="numeric"
        autoComplete="off"
        onChange={({ target }) => type(target.value)}
        onBlur={settle}
        onKeyDown={onKeyDown}
      />
    </Field>
  )
}

/** Thousands may be marked; null for what is no whole number within the bounds. */
function readWhole(text: string, { min, max }: Props['bounds']): number | null {
  const digits = text.replace(/[,，\s]/g, '')
  const number = /^\d+$/.test(digits) ? Number(digits) : Number.NaN
  return number >= min && number <= max ? number : null
}
