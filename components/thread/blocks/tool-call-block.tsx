import { Check, CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { JsonTree } from '../../ui/json-tree'
import { LiveIcon } from '../../ui/live-icon'
import { LongText } from '../../ui/long-text'
import { BlockFrame } from './block-frame'
import type { BlockProps } from './block-props'
import { isFailed, ResultView } from './results/result-view'

const NOTES = {
  tool_use: 'toolCall',
  server_tool_use: 'serverTool',
  mcp_tool_use: 'mcpTool',
} as const

/** A call that the model asks for, with its arguments and, where it is in the same message, its result. */
export function ToolCallBlock({ block, isLive, partialJson, result }: BlockProps) {
  const t = useTranslations('chat.blocks')
  const name = typeof block.name === 'string' ? block.name : block.type
  const server = typeof block.server_name === 'string' ? `${block.server_name} · ` : ''
  const key = Object.hasOwn(NOTES, block.type)
    ? NOTES[block.type as keyof typeof NOTES]
    : 'toolCall'
  const count = isRecord(block.input) ? Object.keys(block.input).length : 0
  const note = isLive ? t(key) : t('callWith', { what: t(key), count })
  // One's own tool waits for its result; of the upstream's only what went wrong asks for attention.
  const isOpenByItself =
    isLive || (result === null ? block.type === 'tool_use' && count > 0 : isFailed(result))
  return (
    <BlockFrame
      name={name}
      note={server + note}
      isMono
      startsOpen={isOpenByItself}
      status={<Status isLive={isLive} result={result} />}
    >
      {() => (
        <>
          {isLive ? (
            <LongText text={partialJson ?? ''} className="text-[12px] leading-5" />
          ) : count === 0 && result !== null ? null : (
            <JsonTree value={block.input ?? {}} open={2} className="-ml-[2ch]" />
          )}
          {result !== null && (
            <div className="border-line pt-2 not-first:mt-2.5 not-first:border-t">
              <ResultView block={result} />
            </div>
          )}
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
      status={<Status isLive={false} result={block} />}
    >
      {() => <ResultView block={block} />}
    </BlockFrame>
  )
}

function Status({ isLive, result }: { isLive: boolean; result: Block | null }) {
  const t = useTranslations('chat.blocks')
  const isLost = useIsConnectionLost()
  if (isLive) return isLost ? null : <LiveIcon size={14} className="text-accent" />
  if (result === null) return null
  const [Icon, tone, word] = isFailed(result)
    ? ([CircleX, 'text-bad', 'failed'] as const)
    : ([Check, 'text-ok', 'done'] as const)
  return (
    <>
      <Icon aria-hidden size={14} strokeWidth={1.5} className={tone} />
      <span className={tone}>{t(word)}</span>
    </>
  )
}
