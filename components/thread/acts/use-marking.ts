import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { markAnswer, useMark } from '@/lib/client/marks'
import { getStoredDraft, setNoteDraft, useNoteDraft } from '@/lib/client/stores/drafts'
import type { Message } from '@/lib/domain/conversation'

/** What {@link MarkActs} and, as `note`, {@link AnswerNote} show of an answer. */
export function useMarking(answer: Message) {
  const { conversationId, runId } = answer
  const client = useQueryClient()
  const mark = useMark(conversationId, runId ?? '')
  const draft = useNoteDraft(answer)
  const [isAsked, setAsked] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const noteButton = useRef<HTMLButtonElement>(null)
  const kept = mark?.note ?? ''
  // What a reload has interrupted, or could not be saved, is open again.
  const isLeft = draft !== null && draft.trim() !== kept && !isSaving
  const isNoting = isAsked || isLeft
  const save = async (text: string) => {
    setSaving(true)
    try {
      const isKept = await markAnswer(client, answer, { note: text.trim() })
      // Since then it may have been written on.
      const isSame = getStoredDraft(conversationId).notes[runId ?? ''] === text
      if (isKept && isSame) setNoteDraft(answer, null)
    } finally {
      setSaving(false)
    }
  }
  const onClose = (isSaved: boolean, isByKey: boolean) => {
    setAsked(false)
    if (!isSaved) setNoteDraft(answer, null)
    else if (draft !== null) void save(draft)
    if (isByKey) noteButton.current?.focus()
  }
  const onNote = () => setAsked(true)
  return {
    mark,
    isNoting,
    noteButton,
    onNote,
    note: { note: kept, draft, isOpen: isNoting, isAsked, onFocus: onNote, onClose },
  }
}
