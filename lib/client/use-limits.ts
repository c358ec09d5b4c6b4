import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LimitGroup } from '@/lib/domain/limits'
import { limitsQuery } from './queries/limits'

const SECOND = 1000
const NONE: LimitGroup[] = []

/** The groups of limits, undefined until they are there, and the time, which runs while a countdown does. */
export function useLimits(): { groups: LimitGroup[] | undefined; now: number } {
  const { data } = useQuery(limitsQuery())
  return { groups: data, now: useSeconds(lastEnd(data ?? NONE)) }
}

/** The time by the second, until nothing changes with it any more. */
function useSeconds(until: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() > until) clearInterval(timer)
    }, SECOND)
    return () => clearInterval(timer)
  }, [until])
  return now
}

function lastEnd(groups: readonly LimitGroup[]): number {
  const ends = groups.flatMap(({ limits, retryAt }) => [
    retryAt ?? 0,
    ...limits.map(({ resetsAt }) => resetsAt ?? 0),
  ])
  return ends.reduce((last, end) => Math.max(last, end), 0)
}
