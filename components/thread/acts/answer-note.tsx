import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { setNoteDraft } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'
import { MOST_NOTE } from '@/lib/domain/run-mark'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { isTakenByInputMethod } from '../../ui/input-method'
import { OwnText } from '../own-text'

interface Props {
  answer: Message
  /** As it is kept. */
  note: string
  /** As it is being written; null: nothing was changed. */
  draft: string | null
  isOpen: boolean
  /** It was opened here and now: the focus goes to it. */
  isAsked: boolean
  /** One that was open by itself is written in. */
  onFocus: () => void
  /** `isByKey`: the focus has nowhere to go by itself. */
  onClose: (isSaved: boolean, isByKey: boolean) => void
}

/** The note on an answer: as it is kept, or being written. */
export function AnswerNote({ isOpen, ...field }: Props) {
  const t = useTranslations('judging')
  const { note } = field
  if (isOpen) return <NoteField {...field} />
  if (note === '') return null
  return (
    <div className="flex basis-full flex-col border-line-strong border-l-2 pl-2.5">
      <span className="sr-only">{`${t('note')} `}</span>
      <OwnText text={note} className="text-ink-2 text-ui" />
    </div>
  )
}

function NoteField({ answer, note, draft, isAsked, onFocus, onClose }: Omit<Props, 'isOpen'>) {
  const t = useTranslations('judging')
  const field = useRef<HTMLTextAreaElement>(null)
  // To take a field away that has the focus is to leave it: it is saved or cancelled once.
  const isDone = useRef(false)
  useEffect(() => {
    if (isAsked) field.current?.focus()
  }, [isAsked])
  const close = (isSaved: boolean, isByKey: boolean) => {
    if (isDone.current) return
    isDone.current = true
    onClose(isSaved, isByKey)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTakenByInputMethod(event.nativeEvent)) return
    const isSave = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (!isSave && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close(isSave, true)
  }
  return (
    <div className="basis-full py-1">
      <div className="rounded-md bg-field shadow-edge has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <GrowingTextarea
          ref={field}
          value={draft ?? note}
          maxLength={MOST_NOTE}
          aria-label={t('note')}
          placeholder={t('notePlaceholder')}
          onChange={(event) => setNoteDraft(answer, event.target.value)}
          onFocus={onFocus}
          onBlur={() => close(true, false)}
          onKeyDown={onKeyDown}
          textClass="px-2.5 py-1.5 text-ui phone:text-reading"
          className="max-h-50 min-h-8"
        />
      </div>
    </div>
  )
}
