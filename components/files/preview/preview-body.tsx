import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { contentUrl, textQuery } from '@/lib/client/queries/files'
import type { PassagePlace } from '@/lib/domain/files/cited'
import type { PreviewSource } from '@/lib/domain/files/preview'
import { LoadingBars } from '../../ui/loading-bars'
import { useErrorWords } from '../../ui/use-error-words'
import { BlocksPreview } from './blocks-preview'
import type { Found } from './found'
import { ImagePreview } from './image-preview'
import { PdfPreview } from './pdf/pdf-preview'
import { TextPreview } from './text-preview'

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
  const { fileId, facts } = source
  const url = contentUrl(fileId)
  if (facts.kind === 'pdf' && place?.kind !== 'characters') {
    return <PdfBody url={url} place={place} head={head} onFound={onFound} />
  }
  if (facts.kind === 'image') return <ImagePreview url={`${url}?as=image`} />
  if (facts.kind === 'other') return <Nothing reason="unknown" onFound={onFound} />
  return <OfText fileId={fileId} place={place} onFound={onFound} />
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

function OfText({ fileId, place, onFound }: Omit<Props, 'source' | 'head'> & { fileId: string }) {
  const t = useTranslations('preview')
  const errorWords = useErrorWords()
  const { data, error } = useQuery(textQuery(fileId))
  if (error !== null) {
    return (
      <p role="alert" className="px-4 text-bad text-ui">
        {t('failed', { reason: errorWords(error) })}
      </p>
    )
  }
  if (data === undefined) {
    return (
      <div className="flex-1 px-4">
        <LoadingBars count={6} label={t('loading')} />
      </div>
    )
  }
  return <TextPreview text={data} place={place} onFound={onFound} />
}

interface NothingProps extends Pick<Props, 'onFound'> {
  reason: Extract<PreviewSource, { kind: 'none' }>['reason']
}

/** Why there is nothing to see. */
function Nothing({ reason, onFound }: NothingProps) {
  const t = useTranslations('preview')
  useEffect(() => onFound('not_found'), [onFound])
  return <p className="flex-1 px-4 text-ink-2 text-ui">{t(`none.${reason}`)}</p>
}
