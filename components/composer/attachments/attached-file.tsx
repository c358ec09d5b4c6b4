import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { FileText, Image as ImageIcon } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { fileAtQuery, fileQuery } from '@/lib/client/queries/files'
import { getStoredDraft, setDraft } from '@/lib/client/stores/drafts'
import type { ChatSettings } from '@/lib/domain/conversation'
import type { FileView } from '@/lib/domain/files/file'
import { isGone } from '@/lib/domain/files/shown'
import { isById, localSourceOf } from '@/lib/domain/files/source'
import { hasFilesApi, NO_FILES_API, wayAt } from '@/lib/domain/files/ways'
import { isApiError } from '@/lib/wire/errors'
import type { Block } from '@/lib/wire/types'
import { nameInTurn } from '../../files/name-in-turn'
import { useFileWords } from '../../files/use-file-words'
import { Button } from '../../ui/button'
import { LiveIcon } from '../../ui/live-icon'
import { onDemand } from '../../ui/on-demand'
import { useErrorWords } from '../../ui/use-error-words'
import { focusBeside } from './focus-beside'
import { GoneFile, Problem } from './gone-file'
import { LeaveOutButton } from './leave-out-button'

const FileWay = onDemand(async () => (await import('./file-way')).FileWay)

interface Props {
  conversationId: string | null
  settings: ChatSettings | null
  block: Block
  /** Among the files of the box. */
  index: number
}

/** A file that goes along: what it is, how it goes, and whether it is where it must be. */
export const AttachedFile = memo(function AttachedFile(props: Props) {
  const { conversationId, settings, block, index } = props
  const source = localSourceOf(block)
  const fileId = source?.fileId ?? ''
  const known = useQuery(fileQuery(fileId))
  const { data: file } = known
  const { measure } = useFileWords()
  const { isThere, canUpload, way } = useIsThere(block, settings, file)
  const name = nameInTurn(block, file) ?? fileId
  const Icon = block.type === 'image' ? ImageIcon : FileText
  const remove = (button: HTMLElement) => {
    focusBeside(button)
    const { files } = getStoredDraft(conversationId)
    setDraft(conversationId, { files: files.filter((_, at) => at !== index) })
  }
  return (
    <li className="flex min-w-0 max-w-full flex-col gap-1 rounded-md bg-sunken">
      <div className="flex h-8 min-w-0 items-center gap-2 pl-2 text-ui phone:h-11">
        {isThere.isFetching ? (
          <LiveIcon size={14} />
        ) : (
          <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
        )}
        <span data-user-text title={name} className="min-w-0 truncate font-medium">
          {name}
        </span>
        {file !== undefined && (
          <span className="shrink-0 text-ink-3 text-small">
            {measure(file.facts, file.sizeBytes)}
          </span>
        )}
        {file !== undefined && source !== null && (
          <FileWay
            conversationId={conversationId}
            settings={settings}
            canUpload={canUpload}
            way={way}
            file={file}
            block={block}
            index={index}
          />
        )}
        <LeaveOutButton name={name} onPress={remove} />
      </div>
      {file !== undefined && <Misnaming file={file} />}
      {file !== undefined && isGone(file) ? (
        <GoneFile file={file} isNews />
      ) : (
        <Failure known={known} isThere={isThere} isById={isById(way)} />
      )}
    </li>
  )
})

function Misnaming({ file: { name, facts } }: { file: FileView }) {
  const text = useFileWords().misnamed(name, facts)
  return text !== null && <p className="px-2 pb-1.5 text-ink-3 text-small">{text}</p>
}

interface FailureProps {
  known: UseQueryResult<FileView>
  isThere: UseQueryResult<FileView>
  isById: boolean
}

/** Why it cannot go along; without a Files API that is so only for what goes in no other way. */
function Failure({ known, isThere, isById }: FailureProps) {
  const t = useTranslations('attach')
  const errorWords = useErrorWords()
  if (isNoFilesApi(isThere.error)) return isById && <Problem text={t('noFilesApi')} />
  // Whichever failed is asked again.
  const failed = [known, isThere].find(({ error }) => error !== null)
  if (failed === undefined || failed.error === null) return null
  return (
    <Problem text={errorWords(failed.error)}>
      <Button onClick={() => void failed.refetch()}>{t('again')}</Button>
    </Problem>
  )
}

/** Sends a file ahead that goes by its id, so that nobody waits for it later; and says whether that can be, as far as is known. */
function useIsThere(block: Block, settings: ChatSettings | null, file: FileView | undefined) {
  const { fileId, way } = localSourceOf(block) ?? { fileId: '', way: 'base64' as const }
  const upstream = settings?.upstream ?? null
  const isKeeper = hasFilesApi(upstream)
  const isWanted =
    file !== undefined && !isGone(file) && isById(wayAt(file.facts, file.sizeBytes, way, isKeeper))
  const isThere = useQuery({
    ...fileAtQuery(fileId, way, upstream ?? ''),
    enabled: isWanted && upstream !== null,
  })
  const canUpload = isKeeper && !isNoFilesApi(isThere.error)
  const sizeBytes = file?.sizeBytes ?? 0
  return { isThere, canUpload, way: wayAt(file?.facts ?? null, sizeBytes, way, canUpload) }
}

function isNoFilesApi(error: unknown): boolean {
  return isApiError(error) && error.type === NO_FILES_API
}
