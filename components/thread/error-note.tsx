import Link from 'next/link'
import { useTranslations } from 'use-intl'
import type { RunError } from '@/lib/domain/run'
import { Button, buttonClass } from '../ui/button'
import { Note } from '../ui/note'
import { CopyText } from './copy-text'
import { errorKind, errorLook } from './error-kind'
import { useDuration } from './use-duration'

interface Props {
  error: RunError
  /** Further actions stand before Retry. */
  onContinue: (() => void) | null
  onRetry: (() => void) | null
}

/** Why an answer failed: what the upstream said, what to do about it, and the ways on. */
export function ErrorNote({ error, onContinue, onRetry }: Props) {
  const t = useTranslations('chat.errors')
  const ended = useTranslations('chat.ended')
  const metrics = useTranslations('chat.metrics')
  const duration = useDuration()
  const kind = errorKind(error)
  const { icon, tone } = errorLook(kind)
  const fact = t(`${kind}.title`)
  const title =
    error.httpStatus === null || error.origin === 'parley'
      ? fact
      : t('withStatus', { fact, status: error.httpStatus })
  const wait = error.retryAfterMs
  return (
    <Note
      tone={tone}
      icon={icon}
      role="alert"
      className="-mx-3 mt-3 first:mt-0 phone:-mx-2"
      title={title}
      actions={
        <>
          {kind === 'authentication_error' && (
            <Link href="/settings" className={buttonClass('default')}>
              {t('openSettings')}
            </Link>
          )}
          {onContinue !== null && <Button onClick={onContinue}>{ended('continue')}</Button>}
          {onRetry !== null && (
            <Button variant={onContinue === null ? 'default' : 'quiet'} onClick={onRetry}>
              {ended('retry')}
            </Button>
          )}
        </>
      }
      reference={
        error.requestId === null ? undefined : (
          <CopyText
            text={error.requestId}
            label={metrics('copyRequest', { id: error.requestId })}
          />
        )
      }
    >
      <p>
        <code className="font-mono text-[12px]">{error.type}</code> {error.message}
      </p>
      <p>
        {t(`${kind}.advice`)}
        {wait !== undefined && ` ${t('freeIn', { duration: duration(wait) })}`}
      </p>
    </Note>
  )
}
