import { useTranslations } from 'use-intl'

const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const

/** Seconds in the largest unit that they are a whole number of. */
export function useDurationWords() {
  const t = useTranslations('gatewayKeys.durations')
  return (seconds: number): string => {
    const unit = UNITS.find(([, size]) => seconds % size === 0)
    return unit === undefined
      ? t('seconds', { count: seconds })
      : t(unit[0], { count: seconds / unit[1] })
  }
}
