'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type PreviewPlace, showPreview } from '@/lib/client/preview-place'
import { citedQuery } from '@/lib/client/queries/cited'
import { fileQuery } from '@/lib/client/queries/files'
import { type CitedPassage, sourceOfFile } from '@/lib/domain/files/preview'
import { IconButton } from '../../ui/icon-button'
import type { Found } from './found'
import { noPassage, PreviewFrame } from './preview-frame'

interface Props {
  place: PreviewPlace
  onClose: () => void
}

/** A document beside what is said about it: at the passage that an answer cites, or from its beginning. */
export function PreviewPanel({ place, onClose }: Props) {
  return place.cite === null ? (
    <FilePreview fileId={place.file ?? ''} onClose={onClose} />
  ) : (
    <PassagePreview cite={place.cite} onClose={onClose} />
  )
}

function FilePreview({ fileId, onClose }: { fileId: string; onClose: () => void }) {
  const { data: file, error } = useQuery(fileQuery(fileId))
  return (
    <PreviewFrame
      title={file?.name ?? null}
      source={file === undefined ? null : sourceOfFile(file)}
      place={null}
      error={error}
      onFound={noPassage}
      onClose={onClose}
    />
  )
}

function PassagePreview({
  cite: { runId, number },
  onClose,
}: {
  cite: NonNullable<PreviewPlace['cite']>
  onClose: () => void
}) {
  const { data, error } = useQuery(citedQuery(runId, number))
  const [found, setFound] = useState<{ number: number; found: Found } | null>(null)
  const shown = data?.number
  const onFound = useCallback(
    (is: Found) => shown !== undefined && setFound({ number: shown, found: is }),
    [shown],
  )
  return (
    <PreviewFrame
      title={data?.title ?? null}
      source={data?.source ?? null}
      place={data?.place ?? null}
      error={error}
      onFound={onFound}
      onClose={onClose}
      foot={
        data !== undefined && (
          <PassageFoot
            cited={data}
            found={found?.number === number ? found.found : null}
            onMove={(to) => showPreview({ cite: { runId, number: to } })}
          />
        )
      }
    />
  )
}

interface FootProps {
  cited: CitedPassage
  /** Null while nobody knows. */
  found: Found | null
  onMove: (number: number) => void
}

/** Which passage it is, whether it was found, and the way to the others. */
function PassageFoot({ cited: { number, count, place, passage }, found, onMove }: FootProps) {
  const t = useTranslations('preview')
  const { cited_text: quote } = passage
  const known = found === 'not_searched' ? null : found
  const words =
    place?.kind === 'pages'
      ? known === null
        ? t('page', { page: place.page })
        : t(`foundOn.${known}`, { page: place.page })
      : known === null
        ? null
        : t(`found.${known}`)
  return (
    <footer className="flex shrink-0 flex-col gap-2 px-4 py-2.5">
      {found !== null && found !== 'found' && typeof quote === 'string' && (
        <blockquote
          data-user-text
          className="wrap-anywhere max-h-32 overflow-y-auto whitespace-pre-wrap border-line-strong border-l-2 pl-2 text-ink-2 text-ui"
        >
          {quote}
        </blockquote>
      )}
      <div className="flex items-center gap-2 text-small">
        <span className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm bg-accent px-1 font-medium text-[11px] text-accent-ink leading-none">
          {number}
        </span>
        <p role="status" className="min-w-0 flex-1 text-ink-2">
          {words}
        </p>
        <IconButton
          icon={ChevronUp}
          label={t('previous')}
          tooltipSide="top"
          disabled={number <= 1}
          onClick={() => onMove(number - 1)}
        />
        <span className="text-ink-2 tabular-nums">{t('ofAll', { number, count })}</span>
        <IconButton
          icon={ChevronDown}
          label={t('next')}
          tooltipSide="top"
          disabled={number >= count}
          onClick={() => onMove(number + 1)}
        />
      </div>
    </footer>
  )
}
