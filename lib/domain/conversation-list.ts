import * as z from 'zod/mini'
import type { ConversationSummary } from './conversation'
import { idSchema } from './ids'

/** A conversation in a list: whether an answer of it is arriving is told there alone. */
export interface ListedConversation extends ConversationSummary {
  isRunning: boolean
}

/** Answer of `GET /api/conversations`: the pinned ones first, with the first page; then by last change. */
export interface ConversationPage {
  conversations: ListedConversation[]
  /** For the `cursor` of the next page; null at the end. */
  nextCursor: string | null
}

const MAX_LIMIT = 200
const USUAL_LIMIT = 100
/** As many as one notice can gather; a longer list is cut by whoever asks. */
export const MAX_IDS = 50

/** Query of `GET /api/conversations`: `q` searches titles, `ids` asks for these alone. */
export const listQuerySchema = z.strictObject({
  q: z._default(z.string().check(z.maxLength(200)), ''),
  cursor: z.optional(
    z.string().check(z.regex(/^\d{1,16}\.[0-9a-f-]{36}$/, 'is not one that this list gave out')),
  ),
  limit: z._default(
    z.pipe(z.coerce.number(), z.int().check(z.gte(1), z.lte(MAX_LIMIT))),
    USUAL_LIMIT,
  ),
  ids: z.optional(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text) => text.split(',')),
      ),
      z.array(idSchema).check(z.maxLength(MAX_IDS)),
    ),
  ),
})
export type ListQuery = z.infer<typeof listQuerySchema>

/** Pinned first, the last pinned on top; then the last changed on top. The id decides between equals. */
export function compareListed(a: ConversationSummary, b: ConversationSummary): number {
  return (
    (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0) ||
    b.updatedAt - a.updatedAt ||
    (b.id > a.id ? 1 : b.id < a.id ? -1 : 0)
  )
}
