import { FileText, Image as ImageIcon, type LucideIcon } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import type { Block } from '@/lib/wire/types'
import { JsonBlock } from './blocks/json-block'
import { TurnFrame } from './turn-frame'

const CHIPS: ReadonlyMap<string, { icon: LucideIcon; label: 'image' | 'document' }> = new Map([
  ['image', { icon: ImageIcon, label: 'image' }],
  ['document', { icon: FileText, label: 'document' }],
])

/** What a person said, as it was written. */
export const UserTurn = memo(function UserTurn({ message }: { message: Message }) {
  const t = useTranslations('chat')
  return (
    <TurnFrame name={t('you')} at={message.createdAt} nameClass="pt-3" className="not-first:mt-3">
      <div className="-mx-3 flex flex-col gap-2 rounded-lg bg-user-turn px-3 py-2.5 phone:-mx-2">
        {(message.content ?? []).map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a turn never change
          <UserBlock key={index} block={block} />
        ))}
      </div>
    </TurnFrame>
  )
})

function UserBlock({ block }: { block: Block }) {
  const t = useTranslations('chat.blocks')
  const chip = CHIPS.get(block.type)
  if (block.type === 'text') {
    return (
      <p className="wrap-anywhere max-w-133 whitespace-pre-wrap text-reading [&:lang(zh)]:leading-[26px]">
        {typeof block.text === 'string' ? block.text : ''}
      </p>
    )
  }
  if (chip === undefined) {
    return (
      <JsonBlock
        block={block}
        isLive={false}
        startedAt={null}
        duration={null}
        thinkingTokens={null}
      />
    )
  }
  const { icon: Icon, label } = chip
  return (
    <p className="flex h-6 items-center gap-1.5 self-start rounded-sm bg-active px-2 text-small">
      <Icon aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
      {typeof block.title === 'string' ? block.title : t(label)}
    </p>
  )
}
