import type { ChatSettings } from '@/lib/domain/conversation'
import type { MessagesBody } from '@/lib/wire/types'

/** What is opened in another model. */
export interface OpenProps {
  conversationId: string | null
  settings: ChatSettings
  /** What stands in the box. */
  text: string
  /** The request as it is now. */
  body: MessagesBody
}
