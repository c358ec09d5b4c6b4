import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '@/components/ui/cx'
import { fieldClass } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { isComposing } from '@/components/ui/is-composing'

/** What is known of the places where a text stands. */
export interface Tally {
  /** The one that is shown, from 0; null while none is. */
  at: number | null
  count: number
  /** Everything has been looked at. */
  isOver: boolean
  /** There may be more than are counted. */
  isMore: boolean
}

interface Props {
  query: string
  tally: Tally
  onQuery: (query: string) => void
  onStep: (by: 1 | -1) => void
  onClose: () => void
}

/** Search as one types; Enter leads on, Shift and Enter back. */
export function FindBar({ query, tally, onQuery, onStep, onClose }: Props) {
  const t = useTranslations('preview.find')
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
        aria-label={t('label')}
        placeholder={t('hint')}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={press}
        className={cx(
          fieldClass,
          'h-7 min-w-0 flex-1 px-2 text-ui phone:h-11 phone:px-3 [&::-webkit-search-cancel-button]:hidden',
        )}
      />
      <FoundCount query={query} tally={tally} />
      <IconButton label={t('previous')} icon={ChevronUp} onClick={() => onStep(-1)} />
      <IconButton label={t('next')} icon={ChevronDown} onClick={() => onStep(1)} />
      <IconButton label={t('close')} icon={X} onClick={onClose} />
    </search>
  )
}

function FoundCount({ query, tally }: Pick<Props, 'query' | 'tally'>) {
  const t = useTranslations('preview.find')
  const { at, count, isOver, isMore } = tally
  const words =
    query.trim() === ''
      ? ''
      : at !== null
        ? t(isMore ? 'countMore' : 'count', { at: at + 1, count })
        : t(isOver && count === 0 ? 'nothing' : 'searching')
  return (
    <p role="status" className="min-w-16 shrink-0 text-right text-ink-3 text-small tabular-nums">
      {words}
    </p>
  )
}

interface ButtonProps {
  ref: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  onClick: () => void
}

export function FindButton({ ref, isOpen, onClick }: ButtonProps) {
  const t = useTranslations('preview.find')
  return (
    <IconButton
      ref={ref}
      label={t('open')}
      icon={Search}
      aria-expanded={isOpen}
      onClick={onClick}
    />
  )
}

/** Ctrl or Cmd and F is the search of the preview that has the focus, not of the page. */
export function hearFindKey(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f'
  if (!isFind || event.shiftKey || event.altKey) return
  event.preventDefault()
  open()
  const field = event.currentTarget.querySelector<HTMLInputElement>('input[type="search"]')
  field?.focus()
  field?.select()
}
