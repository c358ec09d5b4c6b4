import { useContext, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useToolCall } from '@/lib/client/use-loop'
import { resultBlocks } from '@/lib/domain/tools/loop'
import { rawInput } from '@/lib/wire/accumulate'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { JsonTree } from '../../ui/json-tree'
import { LongText } from '../../ui/long-text'
import { onDemand } from '../../ui/on-demand'
import { CallStatus } from '../calls/call-state'
import { TurnContext } from '../turn-context'
import { BlockFrame } from './block-frame'
import type { BlockProps } from './block-props'
import { isFailed, ResultView } from './results/result-view'

/** Only where a call waits for somebody. */
const CallActs = onDemand(async () => (await import('../calls/call-acts')).CallActs)

const NOTES = {
  tool_use: 'toolCall',
  server_tool_use: 'serverTool',
  mcp_tool_use: 'mcpTool',
} as const

/** A call that the model asks for, with its arguments and, where it is in the same message, its result. */
export function ToolCallBlock({ block, isLive, partialJson, result: own }: BlockProps) {
  const t = useTranslations('chat.blocks')
  const { call, result, isPassed, isNeverRun } = useCall(block, own)
  const name = typeof block.name === 'string' ? block.name : block.type
  const server = typeof block.server_name === 'string' ? `${block.server_name}, ` : ''
  const key = Object.hasOwn(NOTES, block.type)
    ? NOTES[block.type as keyof typeof NOTES]
    : 'toolCall'
  const count = isRecord(block.input) ? Object.keys(block.input).length : 0
  const ways = useTranslations('tools.ways')
  const what = call === null ? t(key) : ways(call.by)
  const raw = rawInput(block.input)
  const note = isLive
    ? t(key)
    : raw === null
      ? t('callWith', { what, count })
      : t('callBroken', { what })
  const isUnsent = call !== null && call.resultMessageId === null && !isPassed
  // One's own tool waits for its result; of the upstream's only what went wrong asks for attention.
  const isOpenByItself =
    isLive ||
    isUnsent ||
    (result === null ? block.type === 'tool_use' && count > 0 : isFailed(result))
  return (
    <BlockFrame
      name={name}
      note={server + note}
      isMono
      startsOpen={isOpenByItself}
      status={
        <CallStatus
          {...{ isLive, call, result, isNeverRun }}
          isLeftOut={isPassed && result === null}
        />
      }
    >
      {() => (
        <>
          {isLive ? (
            <LongText text={partialJson ?? ''} className="text-[12px] leading-5" />
          ) : raw !== null ? (
            <LongText text={raw} isWrapped className="text-[12px] leading-5" />
          ) : count === 0 && result !== null ? null : (
            <JsonTree
              value={block.input ?? {}}
              open={2}
              className={count === 0 ? '' : '-ml-[2ch]'}
            />
          )}
          {result !== null && (
            <div className="border-line pt-2 not-first:mt-2.5 not-first:border-t">
              <ResultView block={result} />
            </div>
          )}
          {call !== null && call.console.length > 0 && <Console lines={call.console} />}
          {isUnsent && <CallActs call={call} />}
        </>
      )}
    </BlockFrame>
  )
}

/** A result whose call stands elsewhere, as in a turn of one's own. */
export function ToolResultBlock({ block }: BlockProps) {
  const t = useTranslations('chat.blocks')
  return (
    <BlockFrame
      name={block.type}
      note={t('toolResult')}
      isMono
      startsOpen={isFailed(block)}
      status={<CallStatus isLive={false} call={null} result={block} />}
    >
      {() => <ResultView block={block} />}
    </BlockFrame>
  )
}

/** What the server knows of a call, and its result: in the answer itself, in the next turn, or not sent yet. */
function useCall(block: Block, own: Block | null) {
  const turn = useContext(TurnContext)
  const isOwn = block.type === 'tool_use'
  const call = useToolCall(
    isOwn ? (turn?.conversationId ?? null) : null,
    turn?.messageId ?? '',
    block.id,
  )
  const sent = isOwn ? turn?.next?.content?.find((one) => isResultOf(one, block.id)) : undefined
  const result = useMemo(
    () => own ?? sent ?? (call?.result == null ? null : (resultBlocks([call])[0] ?? null)),
    [own, sent, call],
  )
  // Where the branch goes on nothing of the turn is waited for.
  const isPassed = turn?.next !== undefined
  return { call, result, isPassed, isNeverRun: isOwn && (turn?.isNeverRun ?? false) }
}

function isResultOf(block: Block, id: unknown): boolean {
  return block.type === 'tool_result' && block.tool_use_id === id
}

/** What a script wrote while it ran. */
function Console({ lines }: { lines: readonly string[] }) {
  const t = useTranslations('loop')
  return (
    <div className="border-line pt-2 not-first:mt-2.5 not-first:border-t">
      <p className="text-ink-3 text-small">{t('console')}</p>
      <LongText text={lines.join('\n')} className="text-[12px] leading-5" />
    </div>
  )
}
