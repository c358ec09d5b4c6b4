import { memo, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import type { Place } from '@/lib/domain/tree'
import { WrittenActs } from './acts/written-acts'
import { StillBlocks } from './blocks/still-blocks'
import { TurnFrame } from './turn-frame'

interface Props {
  message: Message
  place: Place
  /** The turn after it, which may hold the results of its calls. */
  next: Message | undefined
  /** Where that stands among others that carry results of the same calls; of any other turn, alone. */
  nextPlace: Place
  /** Stands where the figures of an answer do, in a column. */
  figures?: ReactNode
}

/** An answer that no run of the conversation has written: what it holds is known, how it came about is not. */
export const WrittenAnswer = memo(function WrittenAnswer(props: Props) {
  const t = useTranslations('carried')
  const words = useTranslations('writeTurns')
  const { message } = props
  return (
    <TurnFrame
      name={message.mark === 'prefill' ? words('prefill') : t('assistant')}
      note={message.mark === 'off' ? words('off') : null}
      at={message.createdAt}
      nameClass="pt-0.5"
    >
      <WrittenBody {...props} />
    </TurnFrame>
  )
})

/** What it holds, and what can be done with it. */
export function WrittenBody({ message, place, next, nextPlace, figures }: Props) {
  return (
    <>
      <StillBlocks message={message} next={next} content={message.content ?? []} />
      {figures}
      <WrittenActs turn={message} {...{ place, next, nextPlace }} />
    </>
  )
}
