import { useTranslations } from 'use-intl'
import type { VariantResult } from '@/lib/domain/sweeps/results'

const SHORT = ['failed', 'stopped', 'refused', 'cut'] as const

/** In words, how many runs of a variant are no whole answers, by what became of them. */
export function useRunCounts() {
  const t = useTranslations('sweeps')
  return (result: VariantResult) =>
    SHORT.flatMap((name) =>
      result[name] === 0 ? [] : [{ name, words: t(`${name}Count`, { count: result[name] }) }],
    )
}
