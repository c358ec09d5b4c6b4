import { type Conversation, pathTo } from '../conversation'
import { latestLeaf, siblingsOf } from '../tree'
import { type Segment, segmentsOf } from './segments'

/**
 * What a column was asked and answered before the branch in view: the branch beside it that came just
 * before, from the first turn on in which the two part. Empty where there is none.
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
