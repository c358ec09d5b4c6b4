import type { Run } from '../../run'
import type { Facts } from '../facts'

/** An answer whose turn was deleted: what it said is gone, and what it came to is not. */
export interface DeletedAnswer extends Pick<Run, 'id' | 'upstream' | 'model' | 'requestId'> {
  conversationId: string
  facts: Facts
}

/** Answer of `GET /api/comparisons/{id}/conversations`. */
export interface ConversationsIn {
  /** Of its columns, of grids, and of columns that were removed. */
  ids: string[]
  deleted: DeletedAnswer[]
}
