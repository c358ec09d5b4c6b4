import { useMemo } from 'react'
import { usePreviewPlace } from '@/lib/client/preview-place'
import type { LiveRun } from '@/lib/client/stores/live-runs'
import { drawnBlocks, passagesOf } from '@/lib/domain/citations'
import type { Run } from '@/lib/domain/run'
import type { WireMessage } from '@/lib/wire/types'
import { Passages } from '../citations/passages'
import { BlockView } from './block-view'
import { pairResults } from './pair-results'

interface Props {
  live: LiveRun | undefined
  /** As it is saved. */
  run: Run | undefined
}

/** The blocks of an answer in their order, a call and its result as one. */
export function BlockList({ live, run }: Props) {
  const message = live?.fold.message ?? run?.message ?? null
  const content = message?.content
  const pairs = useMemo(() => pairResults(content ?? []), [content])
  const passages = useMemo(() => passagesOf(content ?? []), [content])
  const runId = live?.run.id ?? run?.id ?? null
  const place = usePreviewPlace()?.cite
  const open = place?.runId === runId ? (place?.number ?? null) : null
  const cited = useMemo(() => ({ runId, passages, open }), [runId, passages, open])
  const drawn = useMemo(() => drawnBlocks(content ?? [], passages), [content, passages])
  if (message === null) return null
  const timing = (live?.run ?? run)?.timing
  const tokens = thinkingTokens(message)
  const paired = new Set(pairs.values())
  const views = drawn.map(({ block, index, lastIndex }) => {
    if (paired.has(block)) return null
    const isOpen = live?.fold.open.includes(lastIndex) ?? false
    const time = timing?.blocks[index]
    return (
      <BlockView
        key={index}
        block={block}
        isLive={isOpen}
        startedAt={
          isOpen && time !== undefined && live?.leftAt != null
            ? Math.round((live.leftAt + time.start) / 100) * 100
            : null
        }
        duration={durationOf(time, timing?.total ?? null)}
        thinkingTokens={tokens}
        partialJson={live?.fold.partialJson[index] ?? null}
        result={pairs.get(index) ?? null}
      />
    )
  })
  return <Passages value={cited}>{views}</Passages>
}

/** A block that was cut off lasted until the run ended. */
function durationOf(
  time: { start: number; end: number | null } | undefined,
  total: number | null,
): number | null {
  const end = time?.end ?? total
  return time === undefined || end === null ? null : end - time.start
}

/** The upstream counts the thinking of the whole message: a figure for the block if it is the only one. */
function thinkingTokens({ content, usage }: WireMessage): number | null {
  const blocks = content.filter((block) => block.type === 'thinking')
  return blocks.length === 1 ? (usage.output_tokens_details?.thinking_tokens ?? null) : null
}
