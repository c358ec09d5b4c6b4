import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { PassagePlace } from '@/lib/domain/files/cited'
import { cx } from '../../ui/cx'
import type { Found } from './found'

interface Props {
  /** Null for one that is no text. */
  blocks: readonly (string | null)[]
  place: PassagePlace | null
  onFound: (found: Found) => void
}

/** The blocks that a document or a search result is made of, with those that are cited. */
export function BlocksPreview({ blocks, place, onFound }: Props) {
  const t = useTranslations('preview')
  const first = useRef<HTMLLIElement>(null)
  const cited = place?.kind === 'blocks' ? place : null
  const isThere = cited !== null && cited.start < blocks.length && cited.start < cited.end
  useEffect(() => {
    if (place === null) return
    onFound(isThere ? 'found' : 'not_found')
    first.current?.scrollIntoView({ block: 'center' })
  }, [place, isThere, onFound])
  return (
    <ol
      aria-label={t('blocks')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the keys that scroll it
      tabIndex={0}
      className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto bg-bg p-4"
    >
      {blocks.map((text, index) => {
        const isCited = cited !== null && index >= cited.start && index < cited.end
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
            key={index}
            ref={isCited && index === cited.start ? first : null}
            className="flex gap-3"
          >
            <span className="w-8 shrink-0 text-right text-ink-3 text-small tabular-nums leading-6">
              {index + 1}
            </span>
            <p
              data-user-text
              className="wrap-anywhere min-w-0 flex-1 whitespace-pre-wrap text-column"
            >
              {text === null ? (
                <span className="text-ink-3">{t('noText')}</span>
              ) : isCited ? (
                <mark className={cx('rounded-xs bg-mark text-ink')}>{text}</mark>
              ) : (
                text
              )}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
