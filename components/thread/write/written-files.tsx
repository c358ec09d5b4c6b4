import { FileText, Image as ImageIcon } from 'lucide-react'
import type { Block } from '@/lib/wire/types'
import { focusBeside } from '../../composer/attachments/focus-beside'
import { LeaveOutButton } from '../../composer/attachments/leave-out-button'
import { useNameInTurn } from '../../files/name-in-turn'

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
  const name = useNameInTurn(block)
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
      <LeaveOutButton name={name} onPress={onRemove} />
    </li>
  )
}
