import type { ListedConversation } from '@/lib/domain/conversation-list'

type Group = 'pinned' | 'today' | 'yesterday' | 'week' | 'month' | 'older'

/** A line of the sidebar's list: the name of a group, or a conversation in it. */
export type ListRow =
  | { key: string; group: Group }
  | { key: string; conversation: ListedConversation }

/** The conversations, in the order given, under the local day of their last change; pinned ones apart. */
export function toListRows(list: readonly ListedConversation[], now: Date): ListRow[] {
  const midnight = (daysAgo: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime()
  const starts: readonly [Group, number][] = [
    ['today', midnight(0)],
    ['yesterday', midnight(1)],
    ['week', midnight(7)],
    ['month', midnight(30)],
    ['older', Number.NEGATIVE_INFINITY],
  ]
  const groupOf = ({ pinnedAt, updatedAt }: ListedConversation): Group =>
    pinnedAt === null ? (starts.find(([, start]) => updatedAt >= start)?.[0] ?? 'older') : 'pinned'
  const rows: ListRow[] = []
  let last: Group | null = null
  for (const conversation of list) {
    const group = groupOf(conversation)
    if (group !== last) rows.push({ key: group, group })
    last = group
    rows.push({ key: conversation.id, conversation })
  }
  return rows
}
