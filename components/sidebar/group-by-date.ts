import type { ConversationSummary } from '@/lib/domain/conversation'

export const DATE_GROUPS = ['today', 'yesterday', 'week', 'older'] as const
export type DateGroup = (typeof DATE_GROUPS)[number]

interface Group {
  name: DateGroup
  conversations: ConversationSummary[]
}

/** Groups conversations by the local day of their last change, each group in the order given. */
export function groupByDate(conversations: readonly ConversationSummary[], now: Date): Group[] {
  const midnight = (daysAgo: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime()
  const starts: readonly [DateGroup, number][] = [
    ['today', midnight(0)],
    ['yesterday', midnight(1)],
    ['week', midnight(7)],
    ['older', Number.NEGATIVE_INFINITY],
  ]
  const nameOf = ({ updatedAt }: ConversationSummary) =>
    starts.find(([, start]) => updatedAt >= start)?.[0]
  return DATE_GROUPS.map((name) => ({
    name,
    conversations: conversations.filter((conversation) => nameOf(conversation) === name),
  })).filter((group) => group.conversations.length > 0)
}
