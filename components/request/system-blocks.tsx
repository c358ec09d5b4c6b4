'use client'

import { ArrowDown, ArrowUp, Lock, Plus, Text, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { CACHE_TTLS, type SystemBlock } from '@/lib/domain/chat-settings'
import { Button } from '../ui/button'
import { GrowingTextarea } from '../ui/growing-textarea'
import { IconButton } from '../ui/icon-button'
import { Segment } from '../ui/segment'
import { JOIN_ID } from './system-prompt'
import { useBlockList } from './use-block-list'

interface Props {
  conversationId: string | null
  blocks: readonly SystemBlock[]
  isLocked: boolean
  onChange: (blocks: SystemBlock[]) => void
  /** Makes one text of them again. */
  onJoin: () => void
}

/** The API takes four marks in a request (claude-api.md §2.7). */
const MOST_MARKS = 4

/** The system prompt in blocks, each perhaps the end of what is to be cached. */
export function SystemBlocks({ conversationId, blocks, isLocked, onChange, onJoin }: Props) {
  const t = useTranslations('request')
  const b = useTranslations('systemBlocks')
  const { frame, add, remove } = useBlockList({ conversationId, blocks, onChange })
  const marks = blocks.filter(({ ttl }) => ttl !== null).length
  const set = (index: number, patch: Partial<SystemBlock>) =>
    onChange(blocks.map((block, at) => (at === index ? { ...block, ...patch } : block)))
  const move = (index: number, by: number) => {
    const moved = blocks[index]
    if (moved === undefined) return
    onChange(blocks.toSpliced(index, 1).toSpliced(index + by, 0, moved))
  }
  return (
    <fieldset ref={frame} disabled={isLocked} className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center justify-between gap-2 text-ink-3 text-small phone:text-title">
        <span className="flex items-center gap-1.5">
          {isLocked && <Lock aria-hidden size={14} strokeWidth={1.5} />}
          {t('system')}
        </span>
        <span className="-my-1.5 flex items-center gap-1">
          {b('marks', { count: marks, most: MOST_MARKS })}
          <IconButton
            id={JOIN_ID}
            label={b('join')}
            icon={Text}
            iconSize={14}
            onClick={onJoin}
            className="-mr-1.5"
          />
        </span>
      </div>
      {blocks.map((block, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a block has no name but its place
          key={index}
          className="flex flex-col rounded-md bg-field shadow-edge has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent"
        >
          <GrowingTextarea
            id={index === 0 ? 'param-system' : undefined}
            value={block.text}
            aria-label={b('block', { index: index + 1 })}
            placeholder={t('systemPlaceholder')}
            readOnly={isLocked}
            onChange={(event) => set(index, { text: event.target.value })}
            textClass="px-2.5 py-1.5 text-ui phone:px-3 phone:py-2.5 phone:text-reading"
            className="max-h-[40dvh] min-h-10"
          />
          <div className="flex items-center justify-between gap-2 px-1.5 pb-1.5">
            <Segment
              label={b('cache', { index: index + 1 })}
              value={block.ttl ?? 'off'}
              options={[
                { value: 'off', label: b('uncached') },
                ...CACHE_TTLS.map((value) => ({
                  value,
                  label: value,
                  isRefused: block.ttl === null && marks >= MOST_MARKS,
                })),
              ]}
              isCompact
              isDisabled={isLocked}
              onValueChange={(value) => {
                if (value !== 'off' && block.ttl === null && marks >= MOST_MARKS) return
                set(index, { ttl: value === 'off' ? null : value })
              }}
            />
            <span className="flex">
              <IconButton
                label={b('up', { index: index + 1 })}
                icon={ArrowUp}
                iconSize={14}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                label={b('down', { index: index + 1 })}
                icon={ArrowDown}
                iconSize={14}
                disabled={index === blocks.length - 1}
                onClick={() => move(index, 1)}
              />
              <IconButton
                label={b('remove', { index: index + 1 })}
                icon={X}
                iconSize={14}
                disabled={blocks.length === 1}
                onClick={() => remove(index)}
              />
            </span>
          </div>
        </div>
      ))}
      {marks >= MOST_MARKS && (
        <p className="text-ink-3 text-small">{b('full', { most: MOST_MARKS })}</p>
      )}
      <div>
        <Button
          variant="quiet"
          icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
          className="-ml-2.5"
          onClick={add}
        >
          {b('add')}
        </Button>
      </div>
    </fieldset>
  )
}
