import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { VList, type VListHandle } from 'virtua'
import { IconButton } from '../../ui/icon-button'

/** Browsers cut an element higher than some 17 million px: what is longer comes in parts. */
export const PART_LINES = 200_000

interface Props<T> {
  /** The name of the region. */
  label: string
  lines: readonly T[]
  className: string
  /** The line to be brought into view; another object brings it there again. */
  shown?: { line: number } | null
  children: (line: T, index: number) => ReactElement
}

/** Lines, of which only those in view are drawn. */
export function LongList<T>({ label, lines, className, shown = null, children }: Props<T>) {
  const list = useRef<VListHandle>(null)
  const [part, setPart] = useState(shown === null ? 0 : partOf(shown.line))
  const [last, setLast] = useState(shown)
  if (shown !== last) {
    setLast(shown)
    if (shown !== null) setPart(partOf(shown.line))
  }
  const first = part * PART_LINES
  const there = useMemo(
    () => (lines.length > PART_LINES ? lines.slice(first, first + PART_LINES) : lines),
    [lines, first],
  )
  useEffect(() => {
    if (shown === null) return
    list.current?.scrollToIndex(shown.line % PART_LINES, { align: 'center' })
  }, [shown])
  return (
    <>
      {lines.length > PART_LINES && <Parts count={lines.length} part={part} onPart={setPart} />}
      <VList
        key={part}
        ref={list}
        role="region"
        aria-label={label}
        tabIndex={0}
        data-user-text
        data={there}
        className={className}
      >
        {(line, index) => children(line, first + index)}
      </VList>
    </>
  )
}

const partOf = (line: number) => Math.floor(line / PART_LINES)

interface PartsProps {
  /** Of all lines. */
  count: number
  part: number
  onPart: (part: number) => void
}

/** Which lines there are, and the way to those before and after them. */
function Parts({ count, part, onPart }: PartsProps) {
  const t = useTranslations('preview.lines')
  const format = useFormatter()
  const from = part * PART_LINES + 1
  const to = Math.min(count, from + PART_LINES - 1)
  const [lines, of] = [`${format.number(from)}–${format.number(to)}`, format.number(count)]
  return (
    <div className="flex shrink-0 items-center gap-1 px-4 pb-2 text-ink-3 text-small phone:pr-2">
      <p role="status" className="min-w-0 flex-1 tabular-nums">
        {t('shown', { lines, count: of })}
      </p>
      <IconButton
        icon={ChevronUp}
        label={t('before')}
        refused={part === 0 ? t('isFirst') : undefined}
        onClick={() => onPart(part - 1)}
      />
      <IconButton
        icon={ChevronDown}
        label={t('after')}
        refused={to === count ? t('isLast') : undefined}
        onClick={() => onPart(part + 1)}
      />
    </div>
  )
}
