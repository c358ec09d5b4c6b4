import { useQuery } from '@tanstack/react-query'
import type { Column } from '@/lib/client/comparison/use-columns'
import { settingsQuery } from '@/lib/client/queries/settings'
import { usePrices } from '@/lib/client/use-prices'
import type { ChatSettings } from '@/lib/domain/chat-settings'
import { addEstimates, type TurnCost } from '@/lib/domain/comparison/estimate'
import type { Conversation } from '@/lib/domain/conversation'
import type { Prices } from '@/lib/domain/prices'

type Estimate = (
  settings: ChatSettings,
  conversation: Conversation | undefined,
  prices: Prices,
) => TurnCost | null

/** About what columns cost together; `free` where all of them ask the sandbox, null = unknown. */
export function useColumnsEstimate(
  columns: readonly Column[],
  estimate: Estimate,
): TurnCost | 'free' | null {
  const prices = usePrices()
  const upstreams = useQuery(settingsQuery()).data?.upstreams ?? []
  const free = new Set<string | undefined>(
    upstreams.filter(({ isSandbox }) => isSandbox).map(({ name }) => name),
  )
  const paid = columns.filter(({ settings }) => !free.has(settings?.upstream))
  if (paid.length === 0) return 'free'
  return addEstimates(
    paid.map(({ settings, conversation }) =>
      settings === null || prices === null ? null : estimate(settings, conversation, prices),
    ),
  )
}
