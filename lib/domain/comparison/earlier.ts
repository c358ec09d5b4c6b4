import { type Conversation, pathTo } from '../conversation'
import { latestLeaf, siblingsOf } from '../tree'
import { type Segment, segmentsOf } from './segments'

/**
 * What a column was asked and answered in the branch that came just before the one in view, from its first
 * turn on, so that the two are held against each other place by place. They part at the first turn in view
 * that has an earlier one beside it. Empty where none has.
 */
export function earlierSegments({
  messages,
  headId,
}: Pick<Conversation, 'messages' | 'headId'>): Segment[] {
  for (const turn of pathTo(messages, headId)) {
    const beside = siblingsOf(messages, turn)
    const before = beside[beside.findIndex(({ id }) => id === turn.id) - 1]
    if (before !== undefined) {
      return segmentsOf(pathTo(messages, latestLeaf(messages, before.id)))
    }
  }
  return []
}
