import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { readCap } from '@/lib/domain/sweeps/read-cap'
import { HIGHEST_CAP } from '@/lib/domain/sweeps/sweep'
import { useDollars } from '../../ui/use-dollars'

/** A cap as it is typed: what is no amount stays in the field with the reason, and no other stands in for it. */
export interface TypedCap {
  text: string
  /** USD; null where none can be read. */
  value: number | null
  error: string | null
  type: (text: string) => void
}

/** The cap of a field that begins with this one; `above` says that another has to be more. */
export function useTypedCap(usual: number | null, above: number | null = null): TypedCap {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const dollars = useDollars()
  const [typed, setTyped] = useState<string | null>(null)
  const first = usual === null ? '' : format.number(usual, { maximumFractionDigits: DIGITS })
  const value = typed === null ? usual : readCap(typed)
  const error = () => {
    if (value === null) return t('capRange', { most: HIGHEST_CAP })
    const isTooLow = typed !== null && above !== null && value <= above
    return isTooLow ? t('capAbove', { least: dollars.rate(above) }) : null
  }
  return { text: typed ?? first, value, error: error(), type: setTyped }
}

const DIGITS = 4
