import { usePathname } from 'next/navigation'

/** The path of a conversation; null = the new one. */
export function conversationPath(id: string | null): string {
  return id === null ? '/c' : `/c/${id}`
}

/** Whether a path is that of the chat, with any conversation in view. */
export function isChatPath(path: string): boolean {
  return path === '/c' || path.startsWith('/c/')
}

/**
 * The conversation in view; null = the new one, which has no id before it is first sent. Read from
 * the path, because the first send gives it its URL without a navigation.
 */
export function useConversationId(): string | null {
  return /^\/c\/([^/]+)$/.exec(usePathname())?.[1] ?? null
}
