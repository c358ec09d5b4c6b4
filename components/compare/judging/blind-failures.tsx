import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { setDraft, useFailureOf, useUnaskedCount } from '@/lib/client/stores/drafts'
import { FailureNote } from '../../composer/composer-notes'
import { Note } from '../../ui/note'

/** Stands in for the notes of the columns in blind mode: says what failed, and not in which. */
export function BlindFailures({ columnIds }: { columnIds: readonly string[] }) {
  const t = useTranslations('judging')
  const count = useUnaskedCount(columnIds)
  const failed = useFailureOf(columnIds)
  return (
    <div className="flex flex-col gap-2 pb-2 empty:hidden">
      {count > 0 && (
        <Note tone="bad" icon={CircleX} role="alert" title={t('unasked', { count })}>
          {t('unaskedAdvice')}
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
