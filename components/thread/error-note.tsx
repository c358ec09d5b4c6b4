import Link from 'next/link'
import { useTranslations } from 'use-intl'
import type { RunError } from '@/lib/domain/run'
import { Button, buttonClass } from '../ui/button'
import { Note } from '../ui/note'
import { CopyText } from './copy-text'
import { errorKind, errorLook } from './error-kind'
import { useCountdown } from './use-countdown'

interface Props {
  error: RunError
  /** When the run ended, ms since the epoch. */
  at: number | null
  /** Further actions stand before Retry. */
  onContinue: (() => void) | null
  onRetry: (() => void) | null
}

/** Why an answer failed: what the upstream said, what to do about it, and the ways on. */
export function ErrorNote({ error, at, onContinue, onRetry }: Props) {
  const t = useTranslations('chat.errors')
  const ended = useTranslations('chat.ended')
  const metrics = useTranslations('chat.metrics')
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
        {t(`${kind}.advice`)}{' '}
        {at !== null && wait !== undefined && <FreeIn from={at} waitMs={wait} />}
      </p>
    </Note>
  )
}

/** Counts down to when the upstream takes calls again; gone when it does. */
function FreeIn({ from, waitMs }: { from: number; waitMs: number }) {
  const t = useTranslations('chat.errors')
  const { left, words } = useCountdown(from, waitMs)
  if (left === 0) return null
  // A timer is not read out at each of its steps.
  return <span role="timer">{t('freeIn', { duration: words })}</span>
}
