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
export function keepWithin(
  blocks: readonly AnswerBlock[],
  { tokens, reason, sequences, stopReason }: Bounds,
): Kept {
  const { kept, isCut } = firstTokens(blocks, tokens)
  const stopped = beforeSequence(kept, sequences)
  if (stopped === null && isCut) {
    // A call breaks off between two values, but what was cut away has been generated.
    return { blocks: kept, stopReason: reason, stopSequence: null, outputTokens: tokens }
  }
  const said = stopped?.blocks ?? kept
  const spent = said.reduce((sum, block) => sum + blockTokens(block), 0)
  return {
    blocks: said,
    stopReason: stopped === null ? stopReason : 'stop_sequence',
    stopSequence: stopped?.sequence ?? null,
    // Ending at once has been generated too: an empty answer still costs a token.
    outputTokens: Math.max(1, spent),
  }
}

function firstTokens(blocks: readonly AnswerBlock[], most: number) {
  const kept: AnswerBlock[] = []
  let left = most
  for (const block of blocks) {
    const size = blockTokens(block)
    if (size > left || left === 0) {
      const cut = cutAt(block, left)
      if (cut !== null) kept.push(cut)
      return { kept, isCut: true }
    }
    kept.push(block)
    left -= size
  }
  return { kept, isCut: most === 0 }
}

const textOf = (block: AnswerBlock) => (block.kind === 'text' ? block.tokens.join('') : '')

/** The blocks up to the first stop sequence in their text, which may reach over several; null without one. */
function beforeSequence(
  blocks: readonly AnswerBlock[],
  sequences: readonly string[],
): { blocks: AnswerBlock[]; sequence: string } | null {
  const text = blocks.map(textOf).join('')
  const [hit] = sequences
    .map((sequence) => ({ sequence, at: text.indexOf(sequence) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  if (hit === undefined) return null
  const kept: AnswerBlock[] = []
  let left = hit.at
  for (const block of blocks) {
    const own = textOf(block)
    if (block.kind === 'text' && own.length > left) {
      if (left > 0) kept.push({ ...block, tokens: splitTokens(own.slice(0, left)) })
      break
    }
    kept.push(block)
    left -= own.length
  }
  return { blocks: kept, sequence: hit.sequence }
}

/** The first `most` tokens of a block that has more; null where nothing of it is left. */
function cutAt(block: AnswerBlock, most: number): AnswerBlock | null {
  if (most <= 0 || block.kind === 'whole') return null
  if (block.kind === 'text') return { ...block, tokens: block.tokens.slice(0, most), citations: [] }
  if (block.kind === 'thinking') return { ...block, tokens: block.tokens.slice(0, most) }
  return cutCall(block, most)
}
