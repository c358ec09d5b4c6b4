import { Download, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { contentUrl } from '@/lib/client/queries/files'
import type { PassagePlace } from '@/lib/domain/files/cited'
import type { PreviewSource } from '@/lib/domain/files/preview'
import { IconButton } from '../../ui/icon-button'
import { LoadingBars } from '../../ui/loading-bars'
import { useErrorWords } from '../../ui/use-error-words'
import type { Found } from './found'
import { PreviewBody } from './preview-body'

/** Nothing is cited. */
export const noPassage = () => {}

interface Props {
  title: string | null
  source: PreviewSource | null
  place: PassagePlace | null
  error: Error | null
  onFound: (found: Found) => void
  /** Null where it is part of a screen, and leads nowhere. */
  onClose: (() => void) | null
  foot?: ReactNode
}

/** A document under its name, with what can be done with it. */
export function PreviewFrame(props: Props) {
  const { title, source, place, error, onFound, onClose, foot } = props
  const t = useTranslations('preview')
  const errorWords = useErrorWords()
  const [head, setHead] = useState<HTMLElement | null>(null)
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-side">
      <header className="flex h-12 shrink-0 items-center gap-2 px-4 phone:h-auto phone:min-h-14 phone:flex-wrap phone:gap-y-0 phone:pr-2">
        <h2
          data-user-text
          title={title ?? undefined}
          className="min-w-0 flex-1 truncate font-semibold text-title"
        >
          {title ?? t('document')}
        </h2>
        {/* On a phone a line of its own: the name has the first one. */}
        <div
          ref={setHead}
          className="flex shrink-0 items-center gap-1 empty:hidden phone:order-last phone:-ml-3 phone:w-full"
        />
        {/* A screen that it is part of has the way itself. */}
        {source?.kind === 'file' && onClose !== null && (
          <a
            href={contentUrl(source.fileId)}
            // By the name that comes with it.
            download=""
            aria-label={t('download')}
            title={t('download')}
            className="fade inline-flex size-7 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink-2 phone:size-11"
          >
            <Download aria-hidden size={16} strokeWidth={1.5} />
          </a>
        )}
        {onClose !== null && <IconButton icon={X} label={t('close')} onClick={onClose} />}
      </header>
      {error !== null && (
        <p role="alert" className="px-4 text-bad text-ui">
          {t('failed', { reason: errorWords(error) })}
        </p>
      )}
      {source === null && error === null && (
        <div className="px-4">
          <LoadingBars count={6} label={t('loading')} />
        </div>
      )}
      {source !== null && (
        <PreviewBody source={source} place={place} head={head} onFound={onFound} />
      )}
      {foot}
    </div>
  )
}
