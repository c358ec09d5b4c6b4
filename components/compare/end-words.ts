import { useTranslations } from 'use-intl'
import type { Facts } from '@/lib/domain/comparison/facts'
import { useStopReason } from '../thread/metrics-line'

/** How an answer ended, in words; of one that did not end well, how that was. */
export function useEndWords(): (facts: Facts) => string {
  const t = useTranslations('compare.states')
  const reasonWords = useStopReason()
  return ({ state, stopReason, stopSequence }) =>
    state === 'complete' ? reasonWords(stopReason, stopSequence) : t(state)
}
