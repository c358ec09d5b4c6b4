import { useQuery } from '@tanstack/react-query'
import { CircleX, FileText, Image as ImageIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { contentUrl, fileQuery } from '@/lib/client/queries/files'
import { useStoredSettings } from '@/lib/client/stores/drafts'
import { useConversation } from '@/lib/client/use-conversation'
import { useConversationId } from '@/lib/client/use-conversation-id'
import { isGone, isThere } from '@/lib/domain/files/shown'
import { localSourceOf } from '@/lib/domain/files/source'
import { isApiError } from '@/lib/wire/errors'
import type { Block } from '@/lib/wire/types'
import { nameInTurn } from '../../files/name-in-turn'
import { useFileWords } from '../../files/use-file-words'
import { OPENS_PREVIEW, openPreview } from '../../shell/open-preview'
import { onDemand } from '../../ui/on-demand'

const GoneFile = onDemand(
  async () => (await import('../../composer/attachments/gone-file')).GoneFile,
)

/** A file of ours in a turn: what it is, and whether it can go along again; it opens beside the thread. */
export function LocalFile({ block }: { block: Block }) {
  const { data: file } = useQuery(fileQuery(localSourceOf(block)?.fileId ?? ''))
  if (file === undefined || !isGone(file)) return <Shown block={block} />
  return (
    <div className="flex min-w-0 max-w-full flex-col items-start gap-1">
      <Shown block={block} />
      <GoneFile file={file} />
    </div>
  )
}

function Shown({ block }: { block: Block }) {
  const t = useTranslations('files')
  const { fileId, way } = localSourceOf(block) ?? { fileId: '', way: null }
  const { data: file, error } = useQuery(fileQuery(fileId))
  const { measure } = useFileWords()
  const isImage = block.type === 'image'
  const name = nameInTurn(block, file) ?? fileId
  const isMarked = isApiError(error) || (file !== undefined && isGone(file))
  const Icon = isMarked ? CircleX : isImage ? ImageIcon : FileText
  const upstream = useUpstream()
  const there = file?.uploads.filter((one) => one.upstream === upstream) ?? []
  const open = () => openPreview({ file: fileId })
  if (isImage && file?.hasCopy === true) {
    return (
      <button
        {...OPENS_PREVIEW}
        type="button"
        aria-label={t('open', { name })}
        title={name}
        onClick={open}
        className="max-w-full rounded-md"
      >
        {/* biome-ignore lint/performance/noImgElement: our own bytes, of a type that was found in them */}
        <img
          src={`${contentUrl(fileId)}?as=image`}
          alt={name}
          loading="lazy"
          className="max-h-60 max-w-full rounded-md object-contain"
        />
      </button>
    )
  }
  return (
    <button
      {...OPENS_PREVIEW}
      type="button"
      onClick={open}
      aria-label={t('open', { name })}
      className="fade flex h-8 min-w-0 max-w-full items-center gap-2 rounded-md bg-field px-2 text-left text-ui shadow-edge hover:bg-hover phone:h-11"
    >
      <Icon
        aria-hidden
        size={14}
        strokeWidth={1.5}
        className={isMarked ? 'shrink-0 text-bad' : 'shrink-0 text-ink-3'}
      />
      <span data-user-text className="min-w-0 truncate">
        {name}
      </span>
      {file !== undefined && (
        <span className="shrink-0 text-ink-3 text-small">
          {measure(file.facts, file.sizeBytes)}
        </span>
      )}
      {way === 'file' &&
        upstream !== undefined &&
        there.length > 0 &&
        !there.some((one) => isThere(one)) && (
          <span
            title={t('goneUpstream', { upstream })}
            className="min-w-0 truncate text-small text-warn"
          >
            {t('goneUpstream', { upstream })}
          </span>
        )}
      {way === 'container' && <span className="text-ink-3 text-small">{t('inContainer')}</span>}
    </button>
  )
}

/** Which upstream the conversation in view asks next. */
function useUpstream(): string | undefined {
  const id = useConversationId()
  const { data } = useConversation(id)
  return (useStoredSettings(id) ?? data?.settings)?.upstream
}
