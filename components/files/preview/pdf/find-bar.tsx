import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '@/components/ui/cx'
import { fieldClass } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { isComposing } from '@/components/ui/is-composing'
import type { Found } from './search-pages'

interface Props {
  query: string
  found: Found
  onQuery: (query: string) => void
  onStep: (by: 1 | -1) => void
  onClose: () => void
}

/** Search as one types; Enter leads on, Shift and Enter back. */
export function FindBar({ query, found, onQuery, onStep, onClose }: Props) {
  const t = useTranslations('preview.pdf')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className="flex shrink-0 items-center gap-1 px-3 pb-2">
      <input
        ref={field}
        type="search"
        value={query}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={press}
        className={cx(
          fieldClass,
          'h-7 min-w-0 flex-1 px-2 text-ui phone:h-11 phone:px-3 [&::-webkit-search-cancel-button]:hidden',
        )}
      />
      <FoundCount query={query} found={found} />
      <IconButton label={t('previous')} icon={ChevronUp} onClick={() => onStep(-1)} />
      <IconButton label={t('next')} icon={ChevronDown} onClick={() => onStep(1)} />
      <IconButton label={t('closeSearch')} icon={X} onClick={onClose} />
    </search>
  )
}

function FoundCount({ query, found }: Pick<Props, 'query' | 'found'>) {
  const t = useTranslations('preview.pdf')
  const { chosen, matches, isOver } = found
  const words =
    query.trim() === ''
      ? ''
      : chosen !== null
        ? t('count', { at: matches.indexOf(chosen) + 1, count: matches.length })
        : t(isOver ? 'nothing' : 'searching')
  return (
    <p role="status" className="min-w-16 shrink-0 text-right text-ink-3 text-small">
      {words}
    </p>
  )
}
