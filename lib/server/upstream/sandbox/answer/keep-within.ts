import 'server-only'
import { splitTokens } from '../tokens'
import { cutCall } from '../tools/cut-call'
import { type Answer, type AnswerBlock, blockTokens } from './answer'

/** What bounds an answer. */
interface Bounds {
  tokens: number
  /** How it ends where that cuts it. */
  reason: string
  sequences: readonly string[]
  /** How it ends where nothing cuts it. */
  stopReason: string
}

/** What of an answer is left, and how it ends. */
export type Kept = Pick<Answer, 'blocks' | 'stopReason' | 'stopSequence' | 'outputTokens'>

/** Cuts an answer at its most tokens or before the first stop sequence, whichever comes first. */
export function keepWithin(blocks: readonly AnswerBlock[], bounds: Bounds): Kept {
  const kept: AnswerBlock[] = []
  let left = bounds.tokens
  for (const block of blocks) {
    const short = block.kind === 'text' ? cutText(block, left, bounds.sequences) : null
    if (short?.sequence != null) {
      if (short.block.tokens.length > 0) kept.push(short.block)
      return end(kept, 'stop_sequence', short.sequence, bounds)
    }
    const whole = short?.block ?? block
    const size = blockTokens(block)
    if (size > left) {
      const cut = cutAt(whole, left)
      if (cut !== null) kept.push(cut)
      return end(kept, bounds.reason, null, bounds)
    }
    kept.push(whole)
    left -= size
  }
  return end(kept, bounds.tokens === 0 ? bounds.reason : bounds.stopReason, null, bounds)
}

function end(
  blocks: AnswerBlock[],
  stopReason: string,
  stopSequence: string | null,
  { tokens, reason }: Bounds,
): Kept {
  const said = blocks.reduce((sum, block) => sum + blockTokens(block), 0)
  // A call breaks off between two values, but what was cut away has been generated.
  const spent = stopReason === reason ? tokens : said
  // Ending at once has been generated too: an empty answer still costs a token.
  return { blocks, stopReason, stopSequence, outputTokens: Math.max(spent, Math.min(1, tokens)) }
}

type TextBlock = Extract<AnswerBlock, { kind: 'text' }>

/** The text up to the first stop sequence within the first `most` tokens. */
function cutText(
  block: TextBlock,
  most: number,
  sequences: readonly string[],
): { block: TextBlock; sequence: string | null } {
  const whole = block.tokens.slice(0, most).join('')
  const hit = sequences
    .map((sequence) => ({ sequence, at: whole.indexOf(sequence) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]
  if (hit === undefined) return { block, sequence: null }
  const tokens = splitTokens(whole.slice(0, hit.at))
  return { block: { ...block, tokens }, sequence: hit.sequence }
}

/** The first `most` tokens of a block that has more; null where nothing of it is left. */
function cutAt(block: AnswerBlock, most: number): AnswerBlock | null {
  if (most <= 0 || block.kind === 'whole') return null
  if (block.kind === 'text') return { ...block, tokens: block.tokens.slice(0, most), citations: [] }
  if (block.kind === 'thinking') return { ...block, tokens: block.tokens.slice(0, most) }
  return cutCall(block, most)
}
