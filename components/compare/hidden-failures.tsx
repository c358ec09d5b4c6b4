import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useUnaskedCount } from '@/lib/client/stores/drafts'
import { Note } from '../ui/note'

interface Props {
  columnIds: readonly string[]
  /** Whose they are is not to be known. */
  isBlind: boolean
}

/** Stands in for the notes of columns that are not in view: says that there are some. */
export function HiddenFailures({ columnIds, isBlind }: Props) {
  const t = useTranslations('judging')
  const words = useTranslations('compare')
  const count = useUnaskedCount(columnIds)
  if (count === 0) return null
  return (
    <Note tone="bad" icon={CircleX} role="alert" title={t('unasked', { count })}>
      {isBlind ? t('unaskedAdvice') : words('hiddenAdvice')}
    </Note>
  )
}
