import type { WireEvent } from '@/lib/wire/types'
import type { RunTiming } from './run'

export const NO_TIMING: RunTiming = { firstEvent: null, firstToken: null, total: null, blocks: [] }

/** The timing after one more event that arrived `at` ms after the request left. */
export function advance(timing: RunTiming, event: WireEvent, at: number): RunTiming {
  const index = typeof event.index === 'number' ? event.index : -1
  switch (event.type) {
    case 'content_block_delta':
      return timing.firstToken === null ? { ...timing, firstToken: at } : timing
    case 'content_block_start':
      return { ...timing, blocks: withBlock(timing.blocks, index, { start: at, end: null }) }
    case 'content_block_stop': {
      const start = timing.blocks[index]?.start ?? at
      return { ...timing, blocks: withBlock(timing.blocks, index, { start, end: at }) }
    }
    default:
      return timing.firstEvent === null ? { ...timing, firstEvent: at } : timing
  }
}

/** Only the next index extends the list: a hole or a wild index is ignored. */
function withBlock(
  blocks: RunTiming['blocks'],
  index: number,
  block: { start: number; end: number | null },
): RunTiming['blocks'] {
  if (index < 0 || index > blocks.length) return blocks
  return [...blocks.slice(0, index), block, ...blocks.slice(index + 1)]
}
