import 'server-only'
import type { Asked } from '../request/rule'
import type { MessagesBody } from '../request/schema'
import { readThoughts } from '../request/thoughts'
import { type AnswerBlock, blockTokens, isThought, wholeBlock } from './answer'
import { sealRedacted, signThinking } from './signature'

/** Signs the thinking of an answer that is cut to its length: over its text, and over all before it. */
export function signAnswer(
  { body, model }: Asked<MessagesBody>,
  blocks: readonly AnswerBlock[],
): AnswerBlock[] {
  if (!blocks.some(isThought)) return [...blocks]
  const { prefix } = readThoughts(body, model)
  return blocks.map((block) => {
    const seal = { model: model.id, tokens: blockTokens(block), prefix: prefix?.digest() ?? '' }
    const signed = sign(block, seal)
    prefix?.push('assistant', wholeBlock(signed))
    return signed
  })
}

function sign(block: AnswerBlock, seal: Parameters<typeof sealRedacted>[0]): AnswerBlock {
  if (!isThought(block)) return block
  if (block.kind === 'thinking') {
    return { ...block, signature: signThinking(seal, block.isShown ? block.tokens.join('') : '') }
  }
  if (block.kind !== 'whole') return block
  return { ...block, block: { ...block.block, data: sealRedacted(seal) } }
}
