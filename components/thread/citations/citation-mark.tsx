import { readMark } from '@/lib/domain/citations'
import { onDemand } from '../../ui/on-demand'
import { type TreeNode, textOf } from '../markdown/syntax-tree'

interface Props {
  node?: TreeNode | undefined
}

/** The number of a passage; few answers cite, so that the passage itself is no part of the first load. */
export const CitationMark = onDemand<Props>(
  async () => (await import('./passage-mark')).PassageMark,
  ({ node }) => (node === undefined ? null : readMark(textOf(node)).number),
)
