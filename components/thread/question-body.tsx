import { useState } from 'react'
import { setDraft, useEdit } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'
import type { Place } from '@/lib/domain/tree'
import { textsOf } from '@/lib/domain/turn'
import { EditTurn } from './acts/edit-turn'
import { QuestionActs } from './acts/question-acts'
import { useEditButton } from './acts/use-edit-button'
import { QuestionBlocks } from './question-blocks'

interface Props extends Place, ReturnType<typeof useEditing> {
  message: Message
}

/** What is being made of a turn, and the way to begin; null where it cannot be written anew. */
export function useEditing(message: Message) {
  const { conversationId, id, content } = message
  const edited = useEdit(message)
  const [wasAsked, setAsked] = useState(false)
  // A turn is written anew as a person's, which one of the system is not.
  const edit =
    message.role === 'system'
      ? null
      : () => {
          setAsked(true)
          const texts = textsOf(content ?? [])
          setDraft(conversationId, { edit: { turnId: id, texts, without: [] } })
        }
  return { edited, wasAsked, edit }
}

/** What somebody said, as it was written, or being written anew. */
export function QuestionBody({ message, place, places, edited, wasAsked, edit }: Props) {
  const editButton = useEditButton(edited !== null)
  if (edited !== null) return <EditTurn turn={message} edit={edited} takesFocus={wasAsked} />
  return (
    <div className="relative">
      <div className="-mx-3 flex flex-col gap-2 rounded-lg bg-user-turn px-3 py-2.5 phone:-mx-2">
        <QuestionBlocks content={message.content ?? []} />
      </div>
      <QuestionActs
        turn={message}
        place={{ place, places }}
        onEdit={edit}
        editButton={editButton}
      />
    </div>
  )
}
