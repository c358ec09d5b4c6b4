import { useQuery } from '@tanstack/react-query'
import { FileText, Image as ImageIcon, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { fileQuery } from '@/lib/client/queries/files'
import { localSourceOf } from '@/lib/domain/files/source'
import type { Block } from '@/lib/wire/types'
import { focusBeside, TAKES_AWAY } from '../../composer/attachments/focus-beside'
import { nameInTurn } from '../../files/name-in-turn'
import { IconButton } from '../../ui/icon-button'

interface Props {
  files: readonly { block: Block; at: number }[]
  /** Takes out the one at a place. */
  onRemove: (at: number) => void
}

/** What goes along with a turn that is being written; each can be taken out. */
export function WrittenFiles({ files, onRemove }: Props) {
  const remove = (at: number, button: HTMLElement) => {
    const row = button.closest('ol > li')
    const goesOn = row?.querySelector('textarea') ?? row?.querySelector('button')
    focusBeside(button, goesOn ?? undefined)
    onRemove(at)
  }
  return (
    <ul data-files className="flex flex-wrap items-start gap-2">
      {files.map(({ block, at }) => (
        <WrittenFile key={at} block={block} onRemove={(button) => remove(at, button)} />
      ))}
    </ul>
  )
}

/** By its name alone: what it opens would stand behind the turns. */
function WrittenFile({
  block,
  onRemove,
}: {
  block: Block
  onRemove: (button: HTMLElement) => void
}) {
  const t = useTranslations('attach')
  const fileId = localSourceOf(block)?.fileId
  const { data: file } = useQuery({ ...fileQuery(fileId ?? ''), enabled: fileId !== undefined })
  const name = nameInTurn(block, file)
  const Icon = block.type === 'image' ? ImageIcon : FileText
  return (
    <li className="flex h-8 min-w-0 max-w-full items-center gap-2 rounded-md bg-field pl-2 text-ui shadow-edge dark:bg-bg phone:h-11">
      <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      {name === null ? (
        <code data-user-text className="font-mono text-ink-3 text-small">
          {block.type}
        </code>
      ) : (
        <span data-user-text title={name} className="min-w-0 truncate">
          {name}
        </span>
      )}
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
