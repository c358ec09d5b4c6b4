import { useFormatter, useNow, useTranslations } from 'use-intl'

const MINUTE = 60_000
const SOON = 7 * 86_400_000

/** The words for the times of a key. */
export function useKeyTimes() {
  const t = useTranslations('gatewayKeys')
  const format = useFormatter()
  const now = useNow({ updateInterval: MINUTE / 4 }).getTime()
  const day = (at: number) => format.dateTime(new Date(at), { dateStyle: 'medium' })
  return {
    day,
    used: (at: number | null) => {
      if (at === null) return t('neverUsed')
      return now - at < MINUTE ? t('justNow') : format.relativeTime(at, now)
    },
    expires: (at: number | null) => (at === null ? t('never') : day(at)),
    isSoon: (at: number | null) => at !== null && at - now < SOON,
  }
}
