import { useFormatter, useTranslations } from 'use-intl'

const SECONDS_FROM_MS = 100
const MINUTES_FROM_MS = 120_000
const HOURS_FROM_MS = 3_600_000

/** Words for a length of time: "12 ms", "0.84 s", "6.2 s", "72 s", "2 min 5 s", "2 h 10 min". */
export function useDuration(): (ms: number) => string {
  const t = useTranslations('chat')
  const format = useFormatter()
  return (ms) => {
    const seconds = Math.max(0, ms) / 1000
    if (ms < SECONDS_FROM_MS) return t('milliseconds', { value: Math.max(0, Math.round(ms)) })
    if (ms >= HOURS_FROM_MS) {
      const minutes = Math.round(seconds / 60)
      return t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
    }
    if (ms >= MINUTES_FROM_MS) {
      const whole = Math.round(seconds)
      return t('minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 })
    }
    const digits = seconds < 1 ? 2 : seconds < 60 ? 1 : 0
    const style = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    return t('seconds', { value: format.number(seconds, style) })
  }
}
