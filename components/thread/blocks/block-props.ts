import type { Block } from '@/lib/wire/types'

/** What every view of a block is given. */
export interface BlockProps {
  block: Block
  /** True while the block is still growing. */
  isLive: boolean
  /** When it began, by this tab's clock; null once finished or where nobody knows. */
  startedAt: number | null
  /** How long it took, in ms; null while it grows or where nobody measured. */
  duration: number | null
  /** The run's, for a thinking block that is the only one. */
  thinkingTokens: number | null
  /** A tool's input as far as it came, raw; null unless it grows. */
  partialJson: string | null
  /** What the call in this block gave, where that is in the same message. */
  result: Block | null
}

/** A block that stands still, and of which nobody knows more than it says itself. */
export const STILL: Omit<BlockProps, 'block'> = {
  isLive: false,
  startedAt: null,
  duration: null,
  thinkingTokens: null,
  partialJson: null,
  result: null,
}
