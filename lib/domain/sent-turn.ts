import type { Block } from '@/lib/wire/types'
import type { Message } from './conversation'

/** A turn and what of it goes with a request. */
export interface SentTurn {
  message: Message
  param: { role: Message['role']; content: Block[] }
}
