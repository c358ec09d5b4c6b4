import { useTranslations } from 'use-intl'
import { useDuration } from './use-duration'
import { useTicker } from './use-ticker'

const MINUTES_FROM_S = 120

/** Whole seconds left of a wait of `waitMs` from `from` (ms since the epoch), and in words; 0 when it is over. */
export function useCountdown(from: number, waitMs: number): { left: number; words: string } {
  const t = useTranslations('chat')
  const duration = useDuration()
  const now = useTicker(true, 250)
  // The server's clock may differ from this one's: never more than the whole wait.
  const left = Math.ceil(Math.min(waitMs, Math.max(0, from + waitMs - now)) / 1000)
  const words =
    left < MINUTES_FROM_S ? t('seconds', { value: String(left) }) : duration(left * 1000)
  return { left, words }
}
