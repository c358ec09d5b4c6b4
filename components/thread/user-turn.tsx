import { memo, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { setDraft, useEdit } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'
import { localSourceOf } from '@/lib/domain/files/source'
import type { Place } from '@/lib/domain/tree'
import { textsOf } from '@/lib/domain/turn'
import type { Block } from '@/lib/wire/types'
import { EditTurn } from './acts/edit-turn'
import { QuestionActs, QuestionMenu } from './acts/question-acts'
import { AttachedBlock, isAttached } from './blocks/attached-block'
import { STILL } from './blocks/block-props'
import { BlockView } from './blocks/block-view'
import { OwnText } from './own-text'
import { TurnFrame } from './turn-frame'

/** What a person or a captured request's operator said, as it was written, or being written anew. */
export const UserTurn = memo(function UserTurn({
  message,
  place,
  places,
}: Place & { message: Message }) {
  const t = useTranslations('chat')
  const carried = useTranslations('carried')
  const words = useTranslations('writeTurns')
  const { conversationId, id, content } = message
  const isSystem = message.role === 'system'
  const edited = useEdit(message)
  const editButton = useRef<HTMLButtonElement>(null)
  const isEditing = edited !== null
  const [wasAsked, setAsked] = useState(false)
  const wasEditing = useRef(isEditing)
  useEffect(() => {
    const isCancelled = wasEditing.current && !isEditing
    wasEditing.current = isEditing
    if (isCancelled && document.activeElement === document.body) editButton.current?.focus()
  }, [isEditing])
  // A turn is written anew as a person's, which one of the system is not.
  const edit = isSystem
    ? null
    : () => {
        setAsked(true)
        const texts = textsOf(content ?? [])
        setDraft(conversationId, { edit: { turnId: id, texts, without: [] } })
      }
  return (
    <TurnFrame
      name={isSystem ? carried('system') : t('you')}
      at={message.createdAt}
      note={message.mark === 'off' ? words('off') : null}
      nameClass="pt-3"
      className="not-first:mt-3"
      corner={<QuestionMenu turn={message} onEdit={edit} />}
    >
      {isEditing ? (
        <EditTurn turn={message} edit={edited} takesFocus={wasAsked} />
      ) : (
        <div className="relative">
          <div className="-mx-3 flex flex-col gap-2 rounded-lg bg-user-turn px-3 py-2.5 phone:-mx-2">
            {groupsOf(shownOf(content ?? [])).map((group, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a turn never change
              <UserBlocks key={index} blocks={group} />
            ))}
          </div>
          <QuestionActs
            turn={message}
            place={{ place, places }}
            onEdit={edit}
            editButton={editButton}
          />
        </div>
      )}
    </TurnFrame>
  )
})

/** Results are drawn with the calls that they answer, unless they are all there is. */
function shownOf(content: readonly Block[]): readonly Block[] {
  const said = content.filter(({ type }) => type !== 'tool_result')
  return said.length === 0 ? content : said
}

/** Files that stand one after the other, as one group. */
function groupsOf(content: readonly Block[]): Block[][] {
  const groups: Block[][] = []
  for (const block of content) {
    const last = groups.at(-1)
    if (isFile(block) && isFile(last?.[0])) last?.push(block)
    else groups.push([block])
  }
  return groups
}

function isFile(block: Block | undefined): boolean {
  return block !== undefined && localSourceOf(block) !== null
}

function UserBlocks({ blocks }: { blocks: readonly Block[] }) {
  const [first] = blocks
  if (first === undefined) return null
  if (!isFile(first)) return <UserBlock block={first} />
  return (
    <div className="flex flex-wrap items-start gap-2">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a turn never change
        <AttachedBlock key={index} block={block} />
      ))}
    </div>
  )
}

function UserBlock({ block }: { block: Block }) {
  if (isAttached(block)) return <AttachedBlock block={block} />
  if (block.type !== 'text') {
    return (
      <div className="*:my-0">
        <BlockView block={block} {...STILL} />
      </div>
    )
  }
  return <OwnText text={typeof block.text === 'string' ? block.text : ''} />
}
