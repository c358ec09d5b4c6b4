import 'server-only'
import type { Directives } from '@/lib/domain/sandbox-directives'
import { type Answer, type AnswerBlock, blockTokens, isThought } from '../answer/answer'
import { type Kept, keepWithin } from '../answer/keep-within'
import { isYetToCome } from './fault'

type Ended = Kept & Pick<Answer, 'stopDetails'>

/**
 * An answer that ends as it was asked to: refused, or for any other reason, after so many tokens of
 * what a reader sees. `begun` tokens came with a prefill.
 */
export function endAsAsked(kept: Kept, { refusal, stop }: Directives, begun: number): Ended {
  if (refusal !== undefined && isYetToCome(refusal.after ?? 0, begun)) {
    const category = refusal.value ?? null
    // Before any output nothing is billed (claude-api.md §3): not even an empty answer's one token.
    const short =
      refusal.after === undefined
        ? { blocks: [], outputTokens: 0 }
        : endAfter(kept, refusal.after - begun)
    return {
      ...short,
      stopReason: 'refusal',
      stopSequence: null,
      stopDetails: { type: 'refusal', category, explanation: explanationOf(category) },
    }
  }
  if (stop !== undefined && isYetToCome(stop.after ?? 0, begun)) {
    const short = stop.after === undefined ? kept : endAfter(kept, stop.after - begun)
    return { ...short, stopReason: stop.value, stopSequence: null, stopDetails: null }
  }
  return { ...kept, stopDetails: null }
}

/** A refusal without a category has no explanation either (SDK types). */
function explanationOf(category: string | null): string | null {
  if (category === null) return null
  return `The sandbox refuses because it was asked to; it has not judged the request. Category: ${category}.`
}

function endAfter(kept: Kept, after: number): Kept {
  const { blocks, stopReason, outputTokens } = kept
  const thought = blocks.reduce(
    (sum, block) => sum + (isThought(block) ? blockTokens(block) : 0),
    0,
  )
  const tokens = thought + after
  if (tokens >= outputTokens) return kept
  return keepWithin(blocks, { tokens, reason: stopReason, sequences: [], stopReason })
}

/** A piece of text of so many kilobytes in one delta; a token like any other to the counters. */
export function withHuge(blocks: readonly AnswerBlock[], { huge }: Directives): AnswerBlock[] {
  if (huge === undefined) return [...blocks]
  const first = blocks.findIndex(({ kind }) => kind === 'text')
  return blocks.map((block, at) => {
    if (at !== first || block.kind !== 'text') return block
    const piece = 'huge '.repeat(Math.ceil((huge.kb * 1024) / 5))
    return { ...block, tokens: block.tokens.toSpliced(huge.after, 0, piece) }
  })
}

/** A block of a type that no reader knows; the sandbox takes it back. */
export const UNKNOWN_BLOCK: AnswerBlock = {
  kind: 'whole',
  block: { type: 'sandbox_unknown', note: 'A block of a type that nobody knows.' },
  tokens: 0,
}
