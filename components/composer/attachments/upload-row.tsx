import { useQueryClient } from '@tanstack/react-query'
import { CircleDashed, CircleX, RotateCw, TriangleAlert, X } from 'lucide-react'
import { memo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { cancelUpload, retryUpload, sendBy } from '@/lib/client/attach'
import { isUnderWay, type Upload } from '@/lib/client/stores/uploads'
import { FILE_LIMIT, IMAGE_LIMIT, isLargeImage } from '@/lib/domain/files/ways'
import { COPIES_FULL, copiesFullSchema } from '@/lib/domain/keeping'
import { useFileWords } from '../../files/use-file-words'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import { IconButton } from '../../ui/icon-button'
import { LiveIcon } from '../../ui/live-icon'
import { useByteSize } from '../../ui/use-byte-size'
import { focusBeside, TAKES_AWAY } from './focus-beside'
import { ScaleOffer } from './scale-offer'

/** What is wrong with a file itself: to try again would be no use. */
const FINAL: ReadonlySet<string | undefined> = new Set([
  ...['file_too_large', 'file_unreadable', 'other_bytes'],
])

const ICON_COLOR: Partial<Record<Upload['state'], string>> = {
  waiting: 'text-ink-3',
  failed: 'text-bad',
  refused: 'text-warn',
}

/** A file on its way, or why it does not go along. Of very many, those alone are drawn anew that change, and laid out that are in view. */
export const UploadRow = memo(function UploadRow({ upload }: { upload: Upload }) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const { id, name, sizeBytes, state, error } = upload
  // Of very many, those alone move that something is done for.
  const isWaiting = state === 'waiting'
  const Icon = isWaiting ? CircleDashed : state === 'failed' ? CircleX : TriangleAlert
  return (
    <li className="flex min-w-0 flex-col gap-1 rounded-md bg-sunken px-2 py-1.5 text-small [contain-intrinsic-size:auto_2.75rem] [content-visibility:auto]">
      <div className="flex min-w-0 items-center gap-2">
        {isUnderWay(upload) && !isWaiting ? (
          <LiveIcon size={14} />
        ) : (
          <Icon
            aria-hidden
            size={14}
            strokeWidth={1.5}
            className={cx('shrink-0', ICON_COLOR[state])}
          />
        )}
        <span data-user-text className="min-w-0 truncate font-medium text-ink text-ui">
          {name}
        </span>
        <span className="flex-1" />
        <Figures upload={upload} />
        {state === 'failed' && !FINAL.has(error?.type) && (
          <IconButton
            icon={RotateCw}
            iconSize={14}
            label={t('retry', { name })}
            onClick={() => retryUpload(client, id)}
            className="-my-1"
          />
        )}
        <IconButton
          {...TAKES_AWAY}
          icon={X}
          iconSize={14}
          label={t(isUnderWay(upload) ? 'cancel' : 'remove', { name })}
          onClick={({ currentTarget }) => {
            focusBeside(currentTarget)
            cancelUpload(client, id)
          }}
          className="-my-1"
        />
      </div>
      {isUnderWay(upload) && (
        <progress
          aria-label={t('progress', { name })}
          {...(sizeBytes === null ? {} : { value: sizeBytes === 0 ? 1 : upload.sent / sizeBytes })}
          max={1}
          className="h-1 w-full appearance-none overflow-hidden rounded-sm bg-active [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-active [&::-webkit-progress-value]:bg-accent"
        />
      )}
      {state === 'failed' && <Failure upload={upload} />}
      {state === 'refused' && <Refusal upload={upload} />}
    </li>
  )
})

function Figures({ upload: { sizeBytes, state, sent, speed } }: { upload: Upload }) {
  const t = useTranslations('attach')
  const size = useByteSize()
  const format = useFormatter()
  const words = {
    waiting: t('waiting'),
    sending:
      sizeBytes === null ? size(sent) : t('sent', { sent: size(sent), size: size(sizeBytes) }),
    checking: t('checking'),
    cut: t('cut'),
    failed: sizeBytes === null ? '' : size(sizeBytes),
    refused: sizeBytes === null ? '' : size(sizeBytes),
  }[state]
  return (
    <span className="shrink-0 text-ink-3">
      {words}
      {state === 'sending' && speed !== null && (
        <> {t('speed', { speed: format.number(speed / 1e6, { maximumFractionDigits: 1 }) })}</>
      )}
    </span>
  )
}

function Failure({ upload: { error } }: { upload: Upload }) {
  const t = useTranslations('attach')
  const size = useByteSize()
  if (error === null) return null
  const full = copiesFullSchema.safeParse(error.details)
  const words: Readonly<Record<string, string | undefined>> = {
    file_too_large: t('tooLarge', { size: size(FILE_LIMIT) }),
    file_changed: t('changed'),
    file_unreadable: t('unread'),
    other_bytes: t('otherBytes'),
    [COPIES_FULL]: full.success
      ? t('copiesFull', {
          size: size(full.data.sizeBytes),
          most: size(full.data.most),
          own: size(full.data.own),
        })
      : undefined,
  }
  return (
    <p role="alert" className="text-bad">
      {words[error.type] ?? t('failed', { reason: error.message })}
    </p>
  )
}

/** What does not go along as it is can be made smaller, go by its id, or into a container, where code reads it. */
function Refusal({ upload }: { upload: Upload }) {
  const { id, view } = upload
  const t = useTranslations('attach')
  const client = useQueryClient()
  const { refusal } = useFileWords()
  const size = useByteSize()
  if (view === null || view.facts === null) return null
  const { flaw, width, height, mediaType } = view.facts
  const isLarge = isLargeImage(view)
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 text-ink-2">
      <p className="min-w-52 flex-1">
        {isLarge ? t('largeImage', { size: size(IMAGE_LIMIT) }) : refusal(view.facts)}
      </p>
      {(flaw === 'too_many_pixels' || isLarge) && width !== null && height !== null && (
        <ScaleOffer upload={upload} view={view} size={{ width, height, mediaType }} />
      )}
      {isLarge && <Button onClick={() => void sendBy(client, id, 'file')}>{t('byId')}</Button>}
      {!isLarge && flaw !== 'empty' && (
        <Button onClick={() => void sendBy(client, id, 'container')}>{t('intoContainer')}</Button>
      )}
    </div>
  )
}
