import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { fileQuery } from '@/lib/client/queries/files'
import { type Edit, setDraft } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'
import { localSourceOf } from '@/lib/domain/files/source'
import type { Block } from '@/lib/wire/types'
import { focusBeside, TAKES_AWAY } from '../../composer/attachments/focus-beside'
import { nameInTurn } from '../../files/name-in-turn'
import { IconButton } from '../../ui/icon-button'
import { AttachedBlock, isAttached } from '../blocks/attached-block'
import { editorOf } from './editor-of'

/** What came along with a turn that is written anew; each can be left out of what it becomes. */
export function EditedFiles({ turn, edit }: { turn: Message; edit: Edit }) {
  const files = [...(turn.content ?? []).entries()].filter(
    ([at, block]) => isAttached(block) && !edit.without.includes(at),
  )
  if (files.length === 0) return null
  const remove = (at: number, button: HTMLElement) => {
    focusBeside(button, editorOf(turn))
    setDraft(turn.conversationId, { edit: { ...edit, without: [...edit.without, at] } })
  }
  return (
    <ul data-files className="flex flex-wrap items-start gap-2">
      {files.map(([at, block]) => (
        <EditedFile key={at} block={block} onRemove={(button) => remove(at, button)} />
      ))}
    </ul>
  )
}

interface Props {
  block: Block
  onRemove: (button: HTMLElement) => void
}

function EditedFile({ block, onRemove }: Props) {
  const t = useTranslations('attach')
  const fileId = localSourceOf(block)?.fileId
  const { data: file } = useQuery({ ...fileQuery(fileId ?? ''), enabled: fileId !== undefined })
  const name = nameInTurn(block, file)
  return (
    <li className="flex min-w-0 max-w-full items-start gap-1">
      <AttachedBlock block={block} />
      <IconButton
        {...TAKES_AWAY}
        icon={X}
        iconSize={14}
        label={name === null ? t('removeUnnamed') : t('remove', { name })}
        onClick={({ currentTarget }) => onRemove(currentTarget)}
      />
    </li>
  )
}
