import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { askInColumn } from '@/lib/client/comparison/send-to-columns'
import type { Message } from '@/lib/domain/conversation'
import { Button } from '../ui/button'

interface Props {
  columnId: string
  /** What the others were asked. */
  question: Message | undefined
  /** It would come next in this column. */
  isNext: boolean
}

/** Stands where a column was not asked what others were, with the way to ask it. */
export function AskHere({ columnId, question, isNext }: Props) {
  const t = useTranslations('compare')
  const client = useQueryClient()
  return (
    <div className="text-ink-3 text-small">
      <p>{t('notAsked')}</p>
      {isNext && question !== undefined && (
        <Button
          variant="quiet"
          className="-ml-2.5"
          onClick={() => void askInColumn(client, columnId, question.content ?? [])}
        >
          {t('askHere')}
        </Button>
      )}
    </div>
  )
}
