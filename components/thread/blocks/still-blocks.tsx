import { useMemo } from 'react'
import { drawnBlocks, passagesOf } from '@/lib/domain/citations'
import type { Message } from '@/lib/domain/conversation'
import type { Block } from '@/lib/wire/types'
import { Passages } from '../citations/passages'
import { TurnContext } from '../turn-context'
import { STILL } from './block-props'
import { BlockView } from './block-view'
import { pairResults } from './pair-results'

interface Props {
  message: Message
  /** The turn after it, which may hold the results of its calls. */
  next: Message | undefined
  content: readonly Block[]
}

/** What an answer holds, without anything of how it came about. */
export function StillBlocks({ message, next, content }: Props) {
  const passages = passagesOf(content)
  const pairs = pairResults(content)
  const paired = new Set(pairs.values())
  const { conversationId, id: messageId } = message
  const turn = useMemo(
    () => ({ conversationId, messageId, next, outputSchema: null, isNeverRun: false }),
    [conversationId, messageId, next],
  )
  return (
    <TurnContext value={turn}>
      <Passages value={{ runId: null, passages, open: null }}>
        {drawnBlocks(content, passages).map(({ block, index }) => {
          if (paired.has(block)) return null
          const result = pairs.get(index) ?? null
          return <BlockView key={index} block={block} {...STILL} result={result} />
        })}
      </Passages>
    </TurnContext>
  )
}
