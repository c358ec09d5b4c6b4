import type { WireError, WireEvent, WireMessage } from './types'

/** A stream folded so far. Plain JSON, so that a snapshot of it can travel to a tab and go on there. */
export interface Fold {
  /** Null until `message_start`. */
  message: WireMessage | null
  /** Raw text of tool inputs still arriving, by block index; parsed once at the block's stop. */
  partialJson: Record<number, string>
  /** Indexes of blocks that have started and not stopped. */
  open: number[]
  /** True after `message_stop`. */
  isDone: boolean
  /** The stream's `error` event. */
  error: WireError | null
}

export const EMPTY_FOLD: Fold = {
  message: null,
  partialJson: {},
  open: [],
  isDone: false,
  error: null,
}

export declare function fold(state: Fold, event: WireEvent): Fold
