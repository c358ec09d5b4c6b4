import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import type { Place } from '@/lib/domain/tree'
import { QuestionMenu } from './acts/question-acts'
import { QuestionBody, useEditing } from './question-body'
import { TurnFrame } from './turn-frame'

interface Props extends Place {
  message: Message
}

/** What a person or a captured request's operator said, with who said it in the margin. */
export const UserTurn = memo(function UserTurn({ message, place, places }: Props) {
  const t = useTranslations('chat')
  const carried = useTranslations('carried')
  const words = useTranslations('writeTurns')
  const { edited, wasAsked, edit } = useEditing(message)
  return (
    <TurnFrame
      name={message.role === 'system' ? carried('system') : t('you')}
      at={message.createdAt}
      note={message.mark === 'off' ? words('off') : null}
      nameClass="pt-3"
      className="not-first:mt-3"
      corner={<QuestionMenu turn={message} onEdit={edit} />}
    >
      <QuestionBody {...{ message, place, places, edited, wasAsked, edit }} />
    </TurnFrame>
  )
})
