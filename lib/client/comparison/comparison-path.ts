import { usePathname } from 'next/navigation'
import type { ConversationKind } from '@/lib/domain/conversation'
import { conversationPath } from '../use-conversation-id'

/** The address of a comparison; null = where one is begun. */
export function comparisonPath(id: string | null): string {
  return id === null ? '/compare' : `/compare/${id}`
}

/** Whether a path is that of the comparisons. */
export function isComparePath(path: string): boolean {
  return path === '/compare' || path.startsWith('/compare/')
}

/** The address of what stands in the list of conversations. */
export function pathOfKind({ kind, id }: { kind: ConversationKind; id: string }): string {
  return kind === 'comparison' ? comparisonPath(id) : conversationPath(id)
}

/** The id of what is in view among those of the list: a conversation or a comparison; null = neither. */
export function useListedId(): string | null {
  return /^\/(?:c|compare)\/([^/]+)$/.exec(usePathname())?.[1] ?? null
}
