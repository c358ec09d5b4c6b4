import { useRef, useState } from 'react'
import { useMark } from '@/lib/client/marks'
import type { Message } from '@/lib/domain/conversation'

/** What {@link MarkActs} and, as `note`, {@link AnswerNote} show of an answer. */
export function useMarking({ conversationId, runId }: Message) {
  const mark = useMark(conversationId, runId ?? '')
  const [isNoting, setNoting] = useState(false)
  const noteButton = useRef<HTMLButtonElement>(null)
  const onClose = (isByKey: boolean) => {
    setNoting(false)
    if (isByKey) noteButton.current?.focus()
  }
  return {
    mark,
    isNoting,
    noteButton,
    onNote: () => setNoting(true),
    note: { note: mark?.note ?? '', isOpen: isNoting, onClose },
  }
}
