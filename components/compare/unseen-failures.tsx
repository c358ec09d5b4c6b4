import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { useUnaskedCount } from '@/lib/client/stores/drafts'
import { Note } from '../ui/note'

interface Props {
  /** Those whose own notes are not in view. */
  columns: readonly Column[]
  /** Nothing may say whose an answer is. */
  isBlind: boolean
}

/** Stands in for the notes of columns that are not in view: says that there are some. */
export function UnseenFailures({ columns, isBlind }: Props) {
  const t = useTranslations()
  const count = useUnaskedCount(columns.map(({ id }) => id))
  if (count === 0) return null
  const title = t('compare.unasked', { count })
  return (
    <Note tone="bad" icon={CircleX} role="alert" title={title} className="mb-2">
      {t(isBlind ? 'judging.unaskedAdvice' : 'compare.unaskedAdvice')}
    </Note>
  )
}
