import { useTranslations } from 'use-intl'
import type { Facts } from '@/lib/domain/comparison/facts'
import { useStopReason } from '../thread/metrics-line'

/** How an answer ended, in words; of one that did not end well, how that was, and of a failure its HTTP status. */
export function useEndWords(): (facts: Facts) => string {
  const t = useTranslations('runs.states')
  const reasonWords = useStopReason()
  return ({ state, httpStatus, stopReason, stopSequence }) => {
    if (state === 'complete') return reasonWords(stopReason, stopSequence)
    if (state === 'failed' && httpStatus !== null && httpStatus >= 400) return String(httpStatus)
    return t(state === 'interrupted' ? 'cut' : state)
  }
}
