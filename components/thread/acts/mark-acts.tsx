import { useQueryClient } from '@tanstack/react-query'
import { MessageSquarePlus, MessageSquareText, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { markAnswer } from '@/lib/client/marks'
import type { Message } from '@/lib/domain/conversation'
import type { RunMark } from '@/lib/domain/run-mark'
import { IconButton } from '../../ui/icon-button'

interface Props {
  answer: Message
  mark: RunMark | null
  isNoting: boolean
  onNote: () => void
  noteButton: RefObject<HTMLButtonElement | null>
}

const PRESSED = 'aria-pressed:text-accent aria-pressed:[&>svg]:fill-current'

/** What one thinks of an answer: a thumb, and a note. */
export function MarkActs({ answer, mark, isNoting, onNote, noteButton }: Props) {
  const t = useTranslations('judging')
  const client = useQueryClient()
  const thumb = mark?.thumb ?? 0
  const hasNote = mark !== null && mark.note !== ''
  const press = (pressed: -1 | 1) =>
    void markAnswer(client, answer, { thumb: thumb === pressed ? 0 : pressed })
  return (
    <>
      <IconButton
        label={t('up')}
        icon={ThumbsUp}
        aria-pressed={thumb === 1}
        onClick={() => press(1)}
        className={PRESSED}
      />
      <IconButton
        label={t('down')}
        icon={ThumbsDown}
        aria-pressed={thumb === -1}
        onClick={() => press(-1)}
        className={PRESSED}
      />
      <IconButton
        ref={noteButton}
        label={t(hasNote ? 'editNote' : 'addNote')}
        icon={hasNote ? MessageSquareText : MessageSquarePlus}
        aria-expanded={isNoting}
        onClick={onNote}
      />
    </>
  )
}
