import { Image as ImageIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isRecord } from '@/lib/wire/json'
import type { Block } from '@/lib/wire/types'
import { FileChip } from './file-chip'
import { WebLink } from './results/web-link'

/** The images that the API takes (claude-api.md §2.7); a data URL of any other type is not drawn. */
const DRAWN = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp'])

/** An image of a turn. One at an address is named and never loaded: that would tell its server. */
export function ImageCard({ block }: { block: Block }) {
  const t = useTranslations('chat.blocks')
  const source = isRecord(block.source) ? block.source : {}
  if (source.type === 'file') return <FileChip fileId={source.file_id} />
  const { media_type, data } = source
  if (typeof data === 'string' && typeof media_type === 'string' && DRAWN.has(media_type)) {
    return (
      // biome-ignore lint/performance/noImgElement: bytes that are here already
      <img
        src={`data:${media_type};base64,${data}`}
        alt={t('image')}
        className="max-h-80 max-w-full self-start rounded-md object-contain"
      />
    )
  }
  return (
    <p className="flex min-h-6 w-fit max-w-full items-center gap-1.5 self-start rounded-sm bg-active px-2 text-small">
      <ImageIcon aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      {source.type === 'url' ? <WebLink address={source.url} title={t('image')} /> : t('image')}
    </p>
  )
}
