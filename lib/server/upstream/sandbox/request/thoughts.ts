import 'server-only'
import type { ModelRow } from '@/lib/domain/models-row'
import { openThought } from '../answer/signature'
import type { ContentBlock } from './blocks'
import { mergeTurns } from './merge-turns'
import { beginPrefix, type Prefix } from './prefix'
import type { AnyBody } from './schema'

/** Returned thinking, checked in the order of the conversation (claude-api.md §2.4). */

type ThoughtBlock = Extract<ContentBlock, { type: 'thinking' | 'redacted_thinking' }>

export const isThought = (block: ContentBlock): block is ThoughtBlock =>
  block.type === 'thinking' || block.type === 'redacted_thinking'

export interface Thought {
  block: ThoughtBlock
  where: string
  /**
   * `edited`: not as it was sent. `foreign`: another model's, which this one does not read. `moved`:
   * what stands before it is not what stood there.
   */
  state: 'kept' | 'foreign' | 'edited' | 'moved'
}

/**
 * Checks every returned thought, and reads on to the end: the prefix is that of an answer to come.
 * What the model does not read is no part of it. Null: the model checks none.
 */
export function readThoughts(
  body: Pick<AnyBody, 'system' | 'tools' | 'messages'>,
  model: ModelRow,
): { thoughts: Thought[]; prefix: Prefix | null } {
  const prefix = model.checksPrefix ? beginPrefix(body) : null
  const thoughts: Thought[] = []
  for (const turn of mergeTurns(body.messages)) {
    for (const { block, where } of turn.blocks) {
      const state = isThought(block) ? judge(block, model, prefix) : 'kept'
      if (isThought(block)) thoughts.push({ block, where, state })
      if (state === 'kept') prefix?.push(turn.role, block)
    }
  }
  return { thoughts, prefix }
}

function judge(block: ThoughtBlock, model: ModelRow, prefix: Prefix | null): Thought['state'] {
  const seal = openThought(block)
  if (seal === null) return 'edited'
  if (seal.model !== model.id) return 'foreign'
  return prefix === null || seal.prefix === prefix.digest() ? 'kept' : 'moved'
}
