import { Timer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RunRetry } from '@/lib/domain/run'
import { Button } from '../ui/button'
import { Note } from '../ui/note'
import { useTicker } from './use-ticker'

const WHATS = ['rate_limit_error', 'overloaded_error'] as const

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
  const known = WHATS.find((type) => type === retry.type)
  const what = t(known ?? (retry.httpStatus === null ? 'unreachable' : 'other'))
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
