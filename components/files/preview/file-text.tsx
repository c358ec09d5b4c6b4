import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { beginningQuery, textQuery } from '@/lib/client/queries/files'
import { LoadingBars } from '../../ui/loading-bars'
import { useByteSize } from '../../ui/use-byte-size'
import { useErrorWords } from '../../ui/use-error-words'
import type { FileViewProps } from './file-view-props'

/** Of a longer text only the beginning is loaded. */
const LONGEST = 20_000_000
const BEGINNING = 4_000_000

/** Made of texts by the server; what they are made of is no text. */
const CONVERTED = new Set(['docx', 'pdf', 'xlsx'])

interface Props extends Pick<FileViewProps, 'fileId' | 'facts' | 'sizeBytes' | 'place'> {
  children: (text: string, isWhole: boolean) => ReactNode
}

/** A file's text, when it is there; of a very long one its beginning, and that it is no more. */
export function FileText({ fileId, facts, sizeBytes, place, children }: Props) {
  const isLong = sizeBytes > LONGEST && !CONVERTED.has(facts.kind) && place === null
  const beginning = beginningQuery(fileId, facts.encoding ?? 'utf-8', BEGINNING)
  const whole = useQuery({ ...textQuery(fileId), enabled: !isLong })
  const part = useQuery({ ...beginning, enabled: isLong })
  const t = useTranslations('preview')
  const size = useByteSize()
  const errorWords = useErrorWords()
  const { data, error } = isLong ? part : whole
  if (error !== null) {
    return (
      <p role="alert" className="flex-1 px-4 text-bad text-ui">
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
  return (
    <>
      {isLong && (
        <p role="note" className="px-4 pb-2 text-ink-3 text-small">
          {t('code.beginning', { shown: size(BEGINNING), size: size(sizeBytes) })}
        </p>
      )}
      {children(data, !isLong)}
    </>
  )
}
