import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import type { ContentBlock } from './blocks'
import { mergeTurns, settledTurns } from './merge-turns'
import type { Asked } from './rule'
import type { AnyBody, Turn } from './schema'
import { isThought, readThoughts, type Thought } from './thoughts'

/**
 * The turns as the model reads them: without thinking that was asked to be dropped where it no
 * longer fits, and without that of earlier turns on models that keep none. Throws the 400 for
 * thinking that does not come back as it was sent (claude-api.md §2.4).
 */
export function settleThoughts<Body extends AnyBody>({ body, model }: Asked<Body>): Turn[] {
  const { messages } = body
  if (!messages.some((turn) => typeof turn.content !== 'string' && turn.content.some(isThought))) {
    return messages
  }
  const { thoughts } = readThoughts(body, model)
  const dropped = new Set<ContentBlock>(
    thoughts.filter((thought) => isDropped(thought, body)).map(({ block }) => block),
  )
  if (model.dropsOldThinking) {
    const merged = mergeTurns(messages)
    for (const turn of merged.slice(0, settledTurns(merged))) {
      for (const { block } of turn.blocks) if (isThought(block)) dropped.add(block)
    }
  }
  return dropped.size === 0 ? messages : messages.map((turn) => without(turn, dropped))
}

/** True for a thought that stays behind, false for one that goes along; any other is a 400. */
function isDropped({ block, where, state }: Thought, { thinking }: AnyBody): boolean {
  if (state === 'kept' || state === 'foreign') return false
  if (state === 'edited') {
    const field = block.type === 'thinking' ? 'signature' : 'data'
    throw new ApiError(400, `${where}: Invalid \`${field}\` in \`${block.type}\` block`)
  }
  const binding = thinking !== undefined && 'block_binding' in thinking && thinking.block_binding
  if (binding && binding.prefix_mismatch_behavior === 'drop_block') return true
  throw new ApiError(
    400,
    `${where}: \`${block.type}\` block is bound to a different conversation: \`system\`, \`tools\` and every message before it must be what they were when it was produced. Leave out all thinking from the change on.`,
  )
}

function without(turn: Turn, dropped: ReadonlySet<ContentBlock>): Turn {
  if (typeof turn.content === 'string') return turn
  return { ...turn, content: turn.content.filter((block) => !dropped.has(block)) }
}
