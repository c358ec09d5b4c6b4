import { CircleX, Clock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { setDraft, useFailureOf, useHeldCount, useUnaskedCount } from '@/lib/client/stores/drafts'
import { FailureNote } from '../composer/composer-notes'
import { Note } from '../ui/note'

interface Props {
  /** Those whose own notes are not in view. */
  columns: readonly Column[]
  /** Nothing may say whose an answer is. */
  isBlind: boolean
}

/** Stands in for the notes of columns that are not in view: says what failed, and not in which. */
export function UnseenFailures({ columns, isBlind }: Props) {
  const t = useTranslations()
  const ids = columns.map(({ id }) => id)
  const count = useUnaskedCount(ids)
  const held = useHeldCount(ids)
  const failed = useFailureOf(ids)
  const missing = columns.filter(({ error }) => error !== null).length
  return (
    <div className="flex flex-col gap-2 pb-2 empty:hidden">
      {missing > 0 && (
        <p role="alert" className="text-bad text-small">
          {t('compare.columnsFailed', { count: missing })}
        </p>
      )}
      {count > 0 && (
        <Note tone="bad" icon={CircleX} role="alert" title={t('compare.unasked', { count })}>
          {t(isBlind ? 'judging.unaskedAdvice' : 'compare.unaskedAdvice')}
        </Note>
      )}
      {held > 0 && (
        <Note
          tone="warn"
          icon={Clock}
          role="status"
          title={t('compare.heldUnseen', { count: held })}
        >
          {t(isBlind ? 'judging.heldAdvice' : 'compare.heldAdvice')}
        </Note>
      )}
      {failed !== null && (
        <FailureNote
          failure={failed.failure}
          onDismiss={() => setDraft(failed.conversationId, { failure: null })}
        />
      )}
    </div>
  )
}
