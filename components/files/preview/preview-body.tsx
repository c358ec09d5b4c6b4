import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { contentUrl } from '@/lib/client/queries/files'
import type { PassagePlace } from '@/lib/domain/files/cited'
import type { FileKind } from '@/lib/domain/files/facts'
import type { PreviewSource } from '@/lib/domain/files/preview'
import { onDemand } from '../../ui/on-demand'
import { BlocksPreview } from './blocks-preview'
import type { FileViewProps } from './file-view-props'
import type { Found } from './found'
import { ImagePreview } from './image-preview'
import { PdfPreview } from './pdf/pdf-preview'
import { TextPreview } from './text-preview'

const CodePreview = onDemand(async () => (await import('./code/code-preview')).CodePreview)
const JsonPreview = onDemand(async () => (await import('./json/json-preview')).JsonPreview)
const MarkdownPreview = onDemand(
  async () => (await import('./markdown/markdown-preview')).MarkdownPreview,
)
const PagePreview = onDemand(async () => (await import('./html/page-preview')).PagePreview)
const TableFile = onDemand(async () => (await import('./table/table-file')).TableFile)

/** How the kinds of text are shown; the others have views of their own. */
const TEXT_VIEWS: Partial<Record<FileKind, (props: FileViewProps) => ReactNode>> = {
  table: TableFile,
  xlsx: TableFile,
  json: JsonPreview,
  markdown: MarkdownPreview,
  docx: MarkdownPreview,
  html: PagePreview,
  svg: PagePreview,
}

interface Props {
  source: PreviewSource
  place: PassagePlace | null
  /** Where the tools of a preview stand in the frame's head. */
  head: HTMLElement | null
  onFound: (found: Found) => void
}

/** What there is to see of a document, by what it is. */
export function PreviewBody({ source, place, head, onFound }: Props) {
  switch (source.kind) {
    case 'file':
      return <OfFile source={source} place={place} head={head} onFound={onFound} />
    case 'pdf':
      return <PdfBody url={source.url} place={place} head={head} onFound={onFound} />
    case 'text':
      return <TextPreview text={source.text} place={place} onFound={onFound} />
    case 'blocks':
      return <BlocksPreview blocks={source.blocks} place={place} onFound={onFound} />
    default:
      return <Nothing reason={source.reason} onFound={onFound} />
  }
}

function OfFile({
  source,
  place,
  head,
  onFound,
}: Props & { source: Extract<PreviewSource, { kind: 'file' }> }) {
  const { fileId, facts, sizeBytes } = source
  const url = contentUrl(fileId)
  if (facts.kind === 'pdf' && place?.kind !== 'characters') {
    return <PdfBody url={url} place={place} head={head} onFound={onFound} />
  }
  if (facts.kind === 'image') return <ImagePreview key={url} url={`${url}?as=image`} />
  if (facts.kind === 'other') return <Nothing reason="unknown" onFound={onFound} />
  const View = TEXT_VIEWS[facts.kind] ?? CodePreview
  const props = { fileId, facts, sizeBytes, place, head, onFound }
  // Another file is another view, even of the same kind.
  return <View key={fileId} {...props} />
}

function PdfBody({ url, place, head, onFound }: Omit<Props, 'source'> & { url: string }) {
  return (
    <PdfPreview
      url={url}
      place={place?.kind === 'pages' ? place : null}
      head={head}
      onLocated={onFound}
    />
  )
}

interface NothingProps extends Pick<Props, 'onFound'> {
  reason: Extract<PreviewSource, { kind: 'none' }>['reason']
}

/** Why there is nothing to see. */
function Nothing({ reason, onFound }: NothingProps) {
  const t = useTranslations('preview')
  useEffect(() => onFound('not_searched'), [onFound])
  return <p className="flex-1 px-4 text-ink-2 text-ui">{t(`none.${reason}`)}</p>
}
