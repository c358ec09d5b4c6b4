import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { markAnswer } from '@/lib/client/marks'
import type { Message } from '@/lib/domain/conversation'
import { MOST_NOTE } from '@/lib/domain/run-mark'
import { GrowingTextarea } from '../../ui/growing-textarea'
import { isTakenByInputMethod } from '../../ui/input-method'

interface Props {
  answer: Message
  /** As it is kept. */
  note: string
  isOpen: boolean
  /** `isByKey`: the focus has nowhere to go by itself. */
  onClose: (isByKey: boolean) => void
}

/** The note on an answer: as it is kept, or being written. */
export function AnswerNote({ answer, note, isOpen, onClose }: Props) {
  const t = useTranslations('judging')
  if (isOpen) return <NoteField {...{ answer, note, onClose }} />
  if (note === '') return null
  return (
    <p className="wrap-anywhere basis-full whitespace-pre-wrap border-line-strong border-l-2 pl-2.5 text-ink-2 text-ui">
      <span className="sr-only">{`${t('note')} `}</span>
      {note}
    </p>
  )
}

function NoteField({ answer, note, onClose }: Omit<Props, 'isOpen'>) {
  const t = useTranslations('judging')
  const client = useQueryClient()
  const [text, setText] = useState(note)
  const field = useRef<HTMLTextAreaElement>(null)
  // To take a field away that has the focus is to leave it: it is saved or cancelled once.
  const isDone = useRef(false)
  useEffect(() => field.current?.focus(), [])
  const close = (isSaved: boolean, isByKey: boolean) => {
    if (isDone.current) return
    isDone.current = true
    if (isSaved && text.trim() !== note) void markAnswer(client, answer, { note: text.trim() })
    onClose(isByKey)
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
          value={text}
          maxLength={MOST_NOTE}
          aria-label={t('note')}
          placeholder={t('notePlaceholder')}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => close(true, false)}
          onKeyDown={onKeyDown}
          textClass="px-2.5 py-1.5 text-ui phone:text-reading"
          className="max-h-50 min-h-8"
        />
      </div>
    </div>
  )
}
