import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { resubmitTurn } from '@/lib/client/ask-beside'
import { setDraft, useEdit } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'
import type { Place } from '@/lib/domain/tree'
import { textsOf } from '@/lib/domain/turn'
import { EditTurn } from './acts/edit-turn'
import { QuestionActs } from './acts/question-acts'
import { QuestionBlocks } from './question-blocks'

interface Props extends Place, ReturnType<typeof useEditing> {
  message: Message
}

/**
 * What is being made of a turn, and the way to begin; null where it cannot be written anew. `turnId` is
 * another one than its own where it is written anew for more than its conversation.
 */
export function useEditing(message: Message, turnId: string = message.id) {
  const { conversationId, content } = message
  const edited = useEdit({ conversationId, id: turnId })
  const [wasAsked, setAsked] = useState(false)
  // A turn is written anew as a person's, which one of the system is not.
  const edit =
    message.role === 'system'
      ? null
      : () => {
          setAsked(true)
          const texts = textsOf(content ?? [])
          setDraft(conversationId, { edit: { turnId, texts, without: [] } })
        }
  return { edited, wasAsked, edit }
}

/** The button that begins to write anew: it has the focus again where that was cancelled. */
export function useFocusAfterEdit(isEditing: boolean) {
  const button = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(isEditing)
  useEffect(() => {
    const isCancelled = wasEditing.current && !isEditing
    wasEditing.current = isEditing
    if (isCancelled && document.activeElement === document.body) button.current?.focus()
  }, [isEditing])
  return button
}

/** What somebody said, as it was written, or being written anew. */
export function QuestionBody({ message, place, places, edited, wasAsked, edit }: Props) {
  const t = useTranslations('chat.turn')
  const client = useQueryClient()
  const editButton = useFocusAfterEdit(edited !== null)
  if (edited !== null) {
    return (
      <EditTurn
        turn={message}
        edit={edited}
        takesFocus={wasAsked}
        hint={t('editHint')}
        onSave={(content) => void resubmitTurn(client, message, content)}
      />
    )
  }
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
