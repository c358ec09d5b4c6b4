import { useQueryClient } from '@tanstack/react-query'
import { GitBranch } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { retryAnswer } from '@/lib/client/ask-beside'
import { showLater } from '@/lib/client/branches'
import type { Message } from '@/lib/domain/conversation'
import { focusComposer } from '../../composer/focus-composer'

const LINK =
  'fade rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11 phone:px-1'

interface Props {
  /** The turn at which the thread ends. */
  turn: Message
  /** How many turns hang under it. */
  later: number
}

/** Stands where a thread ends before its time: the way back to what followed, or to an answer. */
export function ThreadEnd({ turn, later }: Props) {
  const t = useTranslations('chat.turn')
  const client = useQueryClient()
  if (later === 0 && (turn.role === 'assistant' || turn.mark === 'off')) return null
  const act = (ask: () => Promise<void>) => () => {
    void ask()
    focusComposer()
  }
  const { id: parentId, conversationId } = turn
  return (
    <p className="ml-25 flex min-h-7 flex-wrap items-center gap-x-3 text-ink-3 text-small phone:ml-0">
      {later > 0 && (
        <>
          <GitBranch aria-hidden size={14} strokeWidth={1.5} className="-mr-1 shrink-0" />
          {t('later', { count: later })}
          <button type="button" onClick={act(() => showLater(client, turn))} className={LINK}>
            {t('showLater')}
          </button>
        </>
      )}
      {turn.role !== 'assistant' && turn.mark !== 'off' && (
        <button
          type="button"
          onClick={act(() => retryAnswer(client, { conversationId, parentId }))}
          className={LINK}
        >
          {t('answer')}
        </button>
      )}
    </p>
  )
}
