import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'

interface Options {
  name: string
  value: number | null
  min: number
  max: number
  /** How many digits may follow the point. */
  digits?: number
  /** What is said of a number above `max`, where that has a reason of its own. */
  tooMuch?: string
  onChange: (value: number) => void
}

/**
 * A number as it is typed. What cannot be asked for stays in the field with the reason, and the last
 * value that can be is sent.
 */
export function useTypedNumber({ name, value, min, max, digits = 0, ...options }: Options) {
  const t = useTranslations('request.range')
  const format = useFormatter()
  const [refused, setRefused] = useState<number | null>(null)
  const shown = refused ?? value

  const take = (next: number) => {
    setRefused(null)
    options.onChange(next)
  }
  const type = (next: number) => {
    const rounded = Number(next.toFixed(digits))
    if (rounded >= min && rounded <= max) take(rounded)
    else setRefused(rounded)
  }
  const reason = () => {
    if (shown === null || (shown >= min && shown <= max)) return null
    if (shown < min) return t('tooFew', { name, min: format.number(min) })
    return options.tooMuch ?? t('most', { name, max: format.number(max) })
  }
  const nearest = Math.min(Math.max(shown ?? min, min), max)
  const why = reason()
  const kept =
    value === null
      ? t('keptUnset', { reason: why ?? '' })
      : t('kept', { reason: why ?? '', value: format.number(value) })
  return {
    shown,
    /** Null while the number can be asked for. */
    error: why === null ? null : refused === null ? why : kept,
    /** The nearest number that can be asked for, and the way to take it. */
    nearest: { value: nearest, onTake: () => take(nearest) },
    take,
    type,
    forget: () => setRefused(null),
  }
}
