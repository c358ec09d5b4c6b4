/** Where a reader stands in a conversation: so many pixels a turn's top lies below the view's. */
export interface ReadingPlace {
  messageId: string
  offset: number
}

/** By conversation, within this tab. Nothing is drawn from it but the first view of a thread. */
const places = new Map<string, ReadingPlace>()

/** Where the reader left a conversation; null = at its end. */
export function recallPlace(conversationId: string): ReadingPlace | null {
  return places.get(conversationId) ?? null
}

/** Remembers where the reader leaves a conversation; null = at its end. */
export function rememberPlace(conversationId: string, place: ReadingPlace | null): void {
  if (place === null) places.delete(conversationId)
  else places.set(conversationId, place)
}
