import { useEffect, useState } from 'react'

/** The time now (ms since the epoch), renewed every `everyMs` while active. */
export function useTicker(isActive: boolean, everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isActive) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [isActive, everyMs])
  return now
}
