import { Lock, WifiOff } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import type { Failure } from '@/lib/client/stores/failure'
import type { Loop } from '@/lib/domain/tools/open-loop'
import { errorLook, isKind } from '../thread/error-kind'
import { Button } from '../ui/button'
import { Note } from '../ui/note'

interface Props {
  id: string
  /** Why nothing can be sent. */
  unready: string | null
  /** The answer before the box takes nothing but the results of the tools that it asks for. */
  loop: Loop
  /** A result of it is being changed. */
  isEditing: boolean
  /** The thread says itself that an arriving answer waits for the connection. */
  isLive: boolean
  /** What was asked of Parley and failed. */
  failure: Failure | null
  onDismiss: () => void
}

/** What stands over the box: why sending failed, why it cannot work now, that the server is away. */
export function ComposerNotes(props: Props) {
  const { id, unready, loop, isEditing, isLive, failure, onDismiss } = props
  const t = useTranslations('chat')
  // What has ended need not be stopped any more.
  const isOver = failure?.act === 'stop' && !isLive
  const shown = isOver ? null : failure
  return (
    <div id={id} className="flex flex-col gap-2 empty:hidden">
      {shown !== null && <FailureNote failure={shown} onDismiss={onDismiss} />}
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
      {!isLive && (
        <div className="px-3 empty:hidden">
          <LoopNote loop={loop} isEditing={isEditing} />
        </div>
      )}
      {!isLive && shown === null && <LostNote />}
    </div>
  )
}

type LoopProps = Pick<Props, 'loop' | 'isEditing'>

/** Says what the answer at the end of a conversation waits for; nothing where it does not. */
export function LoopNote({ loop, isEditing }: LoopProps) {
  const carried = useTranslations('carried')
  const t = useTranslations('loop')
  if (loop.phase === 'none') return null
  return (
    <p className="flex items-start gap-1.5 text-ink-3 text-small">
      <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      {loop.calls.length === 0
        ? carried('openCall')
        : isEditing && loop.phase === 'held'
          ? t('heldByEdit')
          : t(loop.phase, { count: openCount(loop) })}
    </p>
  )
}

/** That the server is away; nothing while it is there. */
export function LostNote() {
  const t = useTranslations('chat.status')
  if (!useIsConnectionLost()) return null
  return (
    <p role="status" className="flex items-center gap-1.5 px-3 text-ink-3 text-small">
      <WifiOff aria-hidden size={14} strokeWidth={1.5} />
      {t('offlineIdle')}
    </p>
  )
}

/** How many results are wanted; of a loop that is held, how many there are. */
function openCount({ calls, phase }: Loop): number {
  return phase === 'held' ? calls.length : calls.filter(({ state }) => state !== 'done').length
}

interface FailureProps {
  failure: Failure
  onDismiss: () => void
  /** Says where the text is that was not sent; null = there was none. It is in the box unless this is given. */
  kept?: string | null
}

/** What was asked of Parley and failed, until somebody has seen it. */
export function FailureNote({ failure, onDismiss, ...words }: FailureProps) {
  const t = useTranslations('chat')
  const { kept = t('composer.backInBox') } = words
  const { act, error } = failure
  const kind = isKind(error.type) ? error.type : 'unknown'
  const { icon, tone } = errorLook(kind)
  const isOwn = error.status === 0
  return (
    <Note
      tone={tone}
      icon={icon}
      role="alert"
      title={t(`composer.failed.${act}`, { title: t(`errors.${kind}.title`) })}
      actions={<Button onClick={onDismiss}>{t('composer.dismiss')}</Button>}
      {...(error.headers['request-id'] === undefined
        ? {}
        : { reference: error.headers['request-id'] })}
    >
      {act === 'send' && isOwn && kept !== null && `${kept} `}
      {isOwn ? t(`errors.${kind}.advice`) : error.message}
    </Note>
  )
}
