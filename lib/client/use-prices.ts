import { useQuery } from '@tanstack/react-query'
import type { Prices } from '@/lib/domain/prices'
import { settingsQuery } from './queries/settings'

/** The person's own prices; null until they are known, and no cost is told before. */
export function usePrices(): Prices | null {
  return useQuery(settingsQuery()).data?.prices ?? null
}
