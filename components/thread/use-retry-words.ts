import { useTranslations } from 'use-intl'
import type { RunRetry } from '@/lib/domain/run'

const KNOWN = ['rate_limit_error', 'overloaded_error'] as const

/** Words for what made an attempt fail: "Busy", "Limit reached". */
export function useRetryWords(): (retry: RunRetry) => string {
  const t = useTranslations('chat.retry')
  return ({ type, httpStatus }) => {
    const known = KNOWN.find((one) => one === type)
    return t(known ?? (httpStatus === null ? 'unreachable' : 'other'))
  }
}
