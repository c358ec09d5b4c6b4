import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { readCap } from '@/lib/domain/sweeps/read-cap'
import { HIGHEST_CAP } from '@/lib/domain/sweeps/sweep'

/** A cap as it is typed: what is no amount stays in the field with the reason, and no other stands in for it. */
export interface TypedCap {
  text: string
  /** USD; null where none can be read. */
  value: number | null
  error: string | null
  type: (text: string) => void
}

/** The cap of a field that begins with this one. */
export function useTypedCap(usual: number | null): TypedCap {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const [typed, setTyped] = useState<string | null>(null)
  const first = usual === null ? '' : format.number(usual, { maximumFractionDigits: DIGITS })
  const value = typed === null ? usual : readCap(typed)
  return {
    text: typed ?? first,
    value,
    error: value === null ? t('capRange', { most: HIGHEST_CAP }) : null,
    type: setTyped,
  }
}

const DIGITS = 4
