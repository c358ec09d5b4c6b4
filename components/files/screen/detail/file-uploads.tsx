import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useDeleteUpload } from '@/lib/client/queries/files'
import type { FileView, UploadView } from '@/lib/domain/files/file'
import { isThere } from '@/lib/domain/files/shown'
import { Nothing, Section } from '../../../runs/detail/section'
import { useUpstreamName } from '../../../runs/run-words'
import { Button } from '../../../ui/button'
import { ConfirmDialog } from '../../../ui/confirm-dialog'
import { CopyButton } from '../../../ui/copy-button'
import { useErrorWords } from '../../../ui/use-error-words'

/** What upstreams have of a file, and the way to delete it there. */
export function FileUploads({ file }: { file: FileView }) {
  const t = useTranslations('filesScreen')
  return (
    <Section title={t('uploads')}>
      {file.uploads.length === 0 && <Nothing>{t('noUploads')}</Nothing>}
      <ul>
        {file.uploads.map((upload) => (
          <UploadRow key={`${upload.upstream} ${upload.fileId}`} file={file} upload={upload} />
        ))}
      </ul>
    </Section>
  )
}

function UploadRow({ file, upload }: { file: FileView; upload: UploadView }) {
  const t = useTranslations('filesScreen.upload')
  const common = useTranslations('common')
  const errorWords = useErrorWords()
  const upstreamName = useUpstreamName()
  const [isAsking, setAsking] = useState(false)
  const remove = useDeleteUpload(file.id)
  const { fileId, isOfKeyInUse } = upload
  const upstream = upstreamName(upload.upstream)
  const canDelete = isThere(upload) && isOfKeyInUse
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-1.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-60 text-ui">
        <p className="flex min-w-0 items-center gap-1">
          <span data-user-text className="shrink-0 font-medium">
            {upstream}
          </span>
          <span data-user-text className="ml-1.5 min-w-0 truncate font-mono text-[12px] text-ink-3">
            {fileId}
          </span>
          <CopyButton
            text={fileId}
            label={t('copyId', { id: fileId })}
            copiedLabel={common('copied')}
          />
        </p>
        <Standing upload={upload} />
      </div>
      {canDelete && (
        <Button
          variant="danger"
          busy={remove.isPending && t('deleting')}
          onClick={() => setAsking(true)}
        >
          {t('delete', { upstream })}
        </Button>
      )}
      {remove.error !== null && (
        <p role="alert" className="wrap-anywhere w-full text-bad text-ui">
          {t('failed', { reason: errorWords(remove.error) })}
        </p>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('ask', { name: file.name, upstream })}
        text={t('askText', { id: fileId })}
        cancelLabel={common('cancel')}
        confirmLabel={t('delete', { upstream })}
        onConfirm={() => remove.mutate(upload)}
      />
    </li>
  )
}

/** Whether it is there still, since when, whose it is. */
function Standing({ upload }: { upload: UploadView }) {
  const t = useTranslations('filesScreen.upload')
  const format = useFormatter()
  const { deletedAt, expiresAt, createdAt, workspaceId, isOfKeyInUse } = upload
  const time = (at: number) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' })
  const state =
    deletedAt !== null
      ? t('gone', { time: time(deletedAt) })
      : expiresAt === null
        ? t('there')
        : t(isThere(upload) ? 'expires' : 'expired', { time: time(expiresAt) })
  return (
    <p className="wrap-anywhere flex flex-wrap gap-x-4 text-ink-3 text-small">
      <span>{state}</span>
      <span>{t('sent', { time: time(createdAt) })}</span>
      <span>{workspaceId === null ? t('noWorkspace') : t('workspace', { id: workspaceId })}</span>
      {!isOfKeyInUse && <span>{t('otherKey')}</span>}
    </p>
  )
}
