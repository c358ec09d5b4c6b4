import { useQueryClient } from '@tanstack/react-query'
import { ChevronLeft, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { addFile } from '@/lib/client/attach'
import { conversationPath } from '@/lib/client/use-conversation-id'
import { useFileListView } from '@/lib/client/use-file-list-view'
import type { FileView } from '@/lib/domain/files/file'
import { Button } from '../../../ui/button'
import { ConfirmDialog } from '../../../ui/confirm-dialog'
import { IconButton } from '../../../ui/icon-button'
import { useErrorWords } from '../../../ui/use-error-words'
import { useDeleteFile } from './use-delete-file'

/** Which file it is, and what can be done with it. */
export function FileHead({ file }: { file: FileView }) {
  const t = useTranslations('filesScreen')
  const common = useTranslations('common')
  const errorWords = useErrorWords()
  const { name, useCounts } = file
  const deletion = useDeleteFile(file)
  return (
    <>
      <PlainHead
        title={
          <h2 data-user-text title={name} className="min-w-0 truncate font-semibold text-title">
            {name}
          </h2>
        }
      >
        {!file.isDeleted && (
          <IconButton icon={Trash2} label={t('delete')} onClick={deletion.begin} />
        )}
        <StartConversation file={file} />
      </PlainHead>
      {deletion.error !== null && (
        <p role="alert" className="px-7 pb-2 text-bad text-ui phone:px-4">
          {t('deleteFailed', { reason: errorWords(deletion.error) })}
        </p>
      )}
      <ConfirmDialog
        isOpen={deletion.isAsking}
        onClose={deletion.close}
        title={t('ask', { name })}
        text={t('askText', { ...useCounts })}
        cancelLabel={common('cancel')}
        confirmLabel={t('delete')}
        onConfirm={deletion.remove}
      />
    </>
  )
}

/** The bar over a file: the way back to the list where that is out of sight. */
export function PlainHead({ title, children }: { title?: ReactNode; children?: ReactNode }) {
  const t = useTranslations('filesScreen')
  const { open } = useFileListView()
  return (
    <header className="flex min-h-12 shrink-0 items-center justify-between gap-x-4 pr-4 pl-7 max-lg:pl-2 phone:flex-wrap phone:py-1">
      <div className="flex min-w-0 items-center phone:w-full">
        <IconButton
          label={t('back')}
          icon={ChevronLeft}
          iconSize={18}
          onClick={() => open(null)}
          className="mr-1 lg:hidden"
        />
        {title}
      </div>
      <div className="flex shrink-0 items-center gap-2 phone:w-full phone:justify-end">
        {children}
      </div>
    </header>
  )
}

/** Puts the file into the box of the new conversation, and goes there. */
function StartConversation({ file }: { file: FileView }) {
  const t = useTranslations('filesScreen')
  const client = useQueryClient()
  const router = useRouter()
  const { facts, hasCopy, isDeleted } = file
  const isFlawed = facts?.flaw != null
  const refusal = isDeleted
    ? 'deleted'
    : !hasCopy || facts === null
      ? 'noCopy'
      : isFlawed
        ? 'flaw'
        : null
  const start = async () => {
    await addFile(client, null, file)
    router.push(conversationPath(null))
  }
  return (
    <Button
      variant="primary"
      disabled={refusal !== null}
      title={refusal === null ? undefined : t(`startRefused.${refusal}`)}
      onClick={() => void start()}
      className="phone:grow"
    >
      {t('startConversation')}
    </Button>
  )
}
