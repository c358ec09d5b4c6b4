import { type Conversation, pathTo } from '../conversation'
import { latestLeaf, siblingsOf } from '../tree'
import { type Segment, segmentsOf } from './segments'

/**
 * What a column was asked and answered in the branch that came just before the one in view, place by place
 * from its first turn on; null where both have the same. They part at the first turn in view that has an
 * earlier one beside it. Empty where none has.
 */
export function earlierSegments({
  messages,
  headId,
}: Pick<Conversation, 'messages' | 'headId'>): (Segment | null)[] {
  const path = pathTo(messages, headId)
  for (const turn of path) {
    const beside = siblingsOf(messages, turn)
    const before = beside[beside.findIndex(({ id }) => id === turn.id) - 1]
    if (before !== undefined) {
      const inView = new Set<string | undefined>(path.map(({ id }) => id))
      const segments = segmentsOf(pathTo(messages, latestLeaf(messages, before.id)))
      return segments.map((segment) => {
        const turns = [segment.question, ...segment.answers]
        return turns.every((one) => one === null || inView.has(one.id)) ? null : segment
      })
    }
  }
  return []
}
