import { Timer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RunRetry } from '@/lib/domain/run'
import { Button } from '../ui/button'
import { Note } from '../ui/note'
import { useCountdown } from './use-countdown'
import { useRetryWords } from './use-retry-words'

interface Props {
  retry: RunRetry
  onTryNow: () => void
  onCancel: () => void
}

/** Counts down to the next attempt. Nothing of an answer had come, so nothing is lost. */
export function RetryNote({ retry, onTryNow, onCancel }: Props) {
  const t = useTranslations('chat.retry')
  const { left, words } = useCountdown(retry.at, retry.waitMs)
  const what = useRetryWords()(retry)
  const { attempt, of, httpStatus, type } = retry
  return (
    <Note
      tone="warn"
      icon={Timer}
      role="status"
      className="-mx-3 phone:-mx-2"
      title={
        // A timer is not read out at each of its steps.
        <span role="timer">
          {left > 0 ? t('title', { what, duration: words, attempt, of }) : t('now', { what })}
        </span>
      }
      side={
        <>
          <Button onClick={onTryNow} disabled={left === 0}>
            {t('tryNow')}
          </Button>
          <Button variant="quiet" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {httpStatus === null ? t('textUnreached') : t('text', { reason: `${httpStatus} ${type}` })}
    </Note>
  )
}
