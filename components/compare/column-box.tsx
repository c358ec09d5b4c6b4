import { useQueryClient } from '@tanstack/react-query'
import { Clock, Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { sendWaiting } from '@/lib/client/comparison/send-to-columns'
import { useColumnBox } from '@/lib/client/comparison/use-column-box'
import type { Column } from '@/lib/client/comparison/use-columns'
import { sendResults } from '@/lib/client/send'
import { setDraft, useIsEditingResult } from '@/lib/client/stores/drafts'
import { useLoop } from '@/lib/client/use-loop'
import type { ToolCall } from '@/lib/domain/tools/call'
import { FailureNote } from '../composer/composer-notes'

const EMPTY = { text: '', files: [], waiting: null }

const LINK =
  'fade shrink-0 rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11'

/**
 * What a column was given and has not sent: because an answer still arrives there, and then it goes by
 * itself; or because it was refused, and then a person says what becomes of it.
 */
export function ColumnBox({ column }: { column: Column }) {
  const t = useTranslations('compare')
  const client = useQueryClient()
  const columnId = column.id
  const box = useColumnBox(column)
  const { text, files, failure, again, isFull, isReady, isWaiting, goesNow } = box
  const loop = useLoop(columnId)
  const isHeld = loop.phase === 'held' && isReady
  if (!isFull && failure === null && again === null && !isHeld) return null
  const what = text.trim() === '' ? t('filesAlone', { count: files.length }) : text
  return (
    <div className="flex flex-col gap-2 pb-4">
      {isHeld && failure === null && <HeldResults columnId={columnId} calls={loop.calls} />}
      {again !== null && failure === null && (
        <p className="flex items-center gap-3 text-ink-3 text-small">
          {t('askingAgain')}
          <button
            type="button"
            className={LINK}
            onClick={() => setDraft(columnId, { again: null })}
          >
            {t('endAgain')}
          </button>
        </p>
      )}
      {failure !== null && (
        <FailureNote
          failure={failure}
          kept={t('keptHere')}
          onDismiss={() => setDraft(columnId, { failure: null, again: null })}
        />
      )}
      {isFull && !goesNow && (
        <p className="flex items-start gap-1.5 text-ink-3 text-small">
          <Clock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          <span className="wrap-anywhere line-clamp-2 flex-1">
            {t(isWaiting ? 'waits' : 'unsent', { text: what })}
          </span>
          {!isWaiting && isReady && (
            <button
              type="button"
              className={LINK}
              onClick={() => void sendWaiting(client, columnId)}
            >
              {t('sendNow')}
            </button>
          )}
          <button
            type="button"
            className={LINK}
            onClick={() => setDraft(columnId, { ...EMPTY, failure: null })}
          >
            {t('discard')}
          </button>
        </p>
      )}
    </div>
  )
}

/** Results that go back when a person says so, or with what is written next. */
function HeldResults({ columnId, calls }: { columnId: string; calls: readonly ToolCall[] }) {
  const t = useTranslations('loop')
  const client = useQueryClient()
  const isEditing = useIsEditingResult(calls)
  const count = calls.length
  return (
    <p className="flex items-start gap-1.5 text-ink-3 text-small">
      <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      <span className="flex-1">{isEditing ? t('heldByEdit') : t('held', { count })}</span>
      {!isEditing && (
        <button type="button" className={LINK} onClick={() => void sendResults(client, columnId)}>
          {t('sendResults', { count })}
        </button>
      )}
    </p>
  )
}
