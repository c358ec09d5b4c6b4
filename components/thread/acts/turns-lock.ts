import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'

/** Whether the turns of the thread must stay what they are, because a tool loop goes on behind them. */
export const TurnsLock = createContext(false)

/** Why no turn can be written anew, asked again or gone on from now; undefined where it can. */
export function useLockReason(): string | undefined {
  const t = useTranslations('loop')
  return useContext(TurnsLock) ? t('turnsLocked') : undefined
}
