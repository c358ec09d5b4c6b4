import { useQuery } from '@tanstack/react-query'
import { FileX, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { fileQuery, usePatchFile } from '@/lib/client/queries/files'
import type { FileView } from '@/lib/domain/files/file'
import { sourceOfFile } from '@/lib/domain/files/preview'
import { NotLoaded } from '../../../shell/not-loaded'
import { Button } from '../../../ui/button'
import { Note } from '../../../ui/note'
import { useErrorWords } from '../../../ui/use-error-words'
import { ChooseAgain } from '../../choose-again'
import { noPassage, PreviewFrame } from '../../preview/preview-frame'
import { FileFacts } from './file-facts'
import { FileHead, PlainHead } from './file-head'
import { FileUploads } from './file-uploads'
import { FileUses } from './file-uses'

/** All that is known of a file, and its preview. */
export function FileDetail({ id }: { id: string }) {
  const t = useTranslations('filesScreen')
  // What uses it may have come since.
  const { data: file, error, refetch } = useQuery({ ...fileQuery(id), staleTime: 0 })
  if (file !== undefined) return <Loaded file={file} />
  return (
    <>
      <PlainHead />
      <NotLoaded
        id={id}
        error={error}
        words={{ missing: t('notFound'), failed: t('openFailed') }}
        onRetry={() => void refetch()}
      />
    </>
  )
}

function Loaded({ file }: { file: FileView }) {
  const t = useTranslations('filesScreen')
  return (
    <>
      <FileHead file={file} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain px-7 pb-4 phone:px-4">
        {file.isDeleted && <Deleted file={file} />}
        {!file.isDeleted && !file.hasCopy && (
          <Note
            tone="warn"
            icon={FileX}
            className="mb-3"
            title={t('noCopy')}
            actions={<ChooseAgain file={file} isBesideList />}
          >
            {t('noCopyText')}
          </Note>
        )}
        <FileFacts file={file} />
        <FileUses file={file} />
        <FileUploads file={file} />
        {file.hasCopy && (
          <div className="mt-6 flex min-h-120 flex-1 flex-col overflow-clip rounded-lg shadow-edge phone:min-h-[70dvh]">
            <PreviewFrame
              title={t('preview')}
              source={sourceOfFile(file)}
              place={null}
              error={null}
              onFound={noPassage}
              onClose={null}
            />
          </div>
        )}
      </div>
    </>
  )
}

function Deleted({ file: { id } }: { file: FileView }) {
  const t = useTranslations('filesScreen')
  const errorWords = useErrorWords()
  const patch = usePatchFile()
  return (
    <Note
      tone="plain"
      icon={Trash2}
      className="mb-3"
      title={t('isDeleted')}
      actions={
        <Button
          disabled={patch.isPending}
          keepsFocus
          onClick={() => patch.mutate({ id, deleted: false })}
        >
          {t('bringBack')}
        </Button>
      }
    >
      {patch.error === null ? t('isDeletedText') : errorWords(patch.error)}
    </Note>
  )
}
