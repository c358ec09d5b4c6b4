import { Timer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RunRetry } from '@/lib/domain/run'
import { Button } from '../ui/button'
import { Note } from '../ui/note'
import { useRetryWords } from './use-retry-words'
import { useTicker } from './use-ticker'

interface Props {
  retry: RunRetry
  onCancel: () => void
}

/** Counts down to the next attempt. Nothing of an answer had come, so nothing is lost. */
export function RetryNote({ retry, onCancel }: Props) {
  const t = useTranslations('chat.retry')
  const chat = useTranslations('chat')
  const now = useTicker(true, 250)
  // The server's clock may differ from this one's: never more than the whole wait.
  const left = Math.min(retry.waitMs, Math.max(0, retry.at + retry.waitMs - now))
  const seconds = Math.ceil(left / 1000)
  const what = useRetryWords()(retry)
  const reason = retry.httpStatus === null ? retry.type : `${retry.httpStatus} ${retry.type}`
  return (
    <Note
      tone="warn"
      icon={Timer}
      role="status"
      className="-mx-3 phone:-mx-2"
      title={
        seconds > 0
          ? t('title', { what, duration: chat('seconds', { value: seconds }) })
          : t('now', { what })
      }
      actions={<Button onClick={onCancel}>{t('cancel')}</Button>}
    >
      {t('text', { reason, attempt: retry.attempt, of: retry.of })}
    </Note>
  )
}
