import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useUnaskedCount } from '@/lib/client/stores/drafts'
import { Note } from '../../ui/note'

/** Stands in for the notes of the columns in blind mode: says that there are some, and not whose they are. */
export function BlindFailures({ columnIds }: { columnIds: readonly string[] }) {
  const t = useTranslations('judging')
  const count = useUnaskedCount(columnIds)
  if (count === 0) return null
  return (
    <Note tone="bad" icon={CircleX} role="alert" title={t('unasked', { count })} className="mb-2">
      {t('unaskedAdvice')}
    </Note>
  )
}
