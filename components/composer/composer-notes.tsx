import { Lock, WifiOff } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import type { ApiError } from '@/lib/wire/errors'
import { errorLook, isKind } from '../thread/error-kind'
import { Button } from '../ui/button'
import { Note } from '../ui/note'

interface Props {
  id: string
  /** Why nothing can be sent. */
  unready: string | null
  /** The thread says itself that an arriving answer waits for the connection. */
  isLive: boolean
  /** Why the last turn was not sent. */
  error: ApiError | null
  onDismiss: () => void
}

/** What stands over the box: why sending failed, why it cannot work now, that the server is away. */
export function ComposerNotes({ id, unready, isLive, error, onDismiss }: Props) {
  const t = useTranslations('chat')
  const isLost = useIsConnectionLost()
  return (
    <div id={id} className="flex flex-col gap-2 empty:hidden">
      {error !== null && <NotSent error={error} onDismiss={onDismiss} />}
      {unready !== null && (
        <p className="flex items-start gap-1.5 px-3 text-ink-3 text-small">
          <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
          <span>
            {unready}{' '}
            <Link href="/settings" className="font-medium text-accent">
              {t('errors.openSettings')}
            </Link>
          </span>
        </p>
      )}
      {isLost && !isLive && error === null && (
        <p role="status" className="flex items-center gap-1.5 px-3 text-ink-3 text-small">
          <WifiOff aria-hidden size={14} strokeWidth={1.5} />
          {t('status.offlineIdle')}
        </p>
      )}
    </div>
  )
}

function NotSent({ error, onDismiss }: { error: ApiError; onDismiss: () => void }) {
  const t = useTranslations('chat')
  const kind = isKind(error.type) ? error.type : 'unknown'
  const { icon, tone } = errorLook(kind)
  const isOwn = error.status === 0
  return (
    <Note
      tone={tone}
      icon={icon}
      role="alert"
      title={t('composer.notSent', { title: t(`errors.${kind}.title`) })}
      actions={<Button onClick={onDismiss}>{t('composer.dismiss')}</Button>}
      {...(error.headers['request-id'] === undefined
        ? {}
        : { reference: error.headers['request-id'] })}
    >
      {isOwn ? t(`errors.${kind}.advice`) : error.message}
    </Note>
  )
}
