import type { Edit } from '@/lib/client/stores/draft'
import { setDraft } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'
import type { Block } from '@/lib/wire/types'
import { focusBeside } from '../../composer/attachments/focus-beside'
import { LeaveOutButton } from '../../composer/attachments/leave-out-button'
import { useNameInTurn } from '../../files/name-in-turn'
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
  const name = useNameInTurn(block)
  return (
    <li className="flex min-w-0 max-w-full items-start gap-1">
      <AttachedBlock block={block} />
      <LeaveOutButton name={name} onPress={onRemove} />
    </li>
  )
}
