import { useEffect, useMemo, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { StreamEvent } from '@/lib/domain/timeline/read-events'
import { aroundStalls, type Stall } from '@/lib/domain/timeline/stalls'
import { cx } from '../../ui/cx'
import { LongText } from '../../ui/long-text'
import { Section, WordButton } from './section'

interface Props {
  events: readonly StreamEvent[]
  stalls: readonly Stall[]
  hovered: StreamEvent | null
  /** To be brought into view. */
  chosen: StreamEvent | null
  onHover: (event: StreamEvent | null) => void
}

const ROW_HEIGHT = 24
const COLUMNS =
  'grid grid-cols-[46px_72px_64px_164px_minmax(0,1fr)] gap-x-3.5 px-2 phone:grid-cols-[36px_64px_minmax(0,1fr)] phone:gap-x-2'

/** The events of a stream, each with its time; a silence stands out. Only those in view are drawn. */
export function EventsTable(props: Props) {
  const { events, stalls } = props
  const t = useTranslations('runs.events')
  const format = useFormatter()
  const { shown, isNearOnly, setAll } = useShownEvents(props)
  return (
    <Section
      title={t('title')}
      count={format.number(events.length)}
      end={
        stalls.length > 0 && (
          <>
            <WordButton isChosen={isNearOnly} onClick={() => setAll(false)}>
              {t('around')}
            </WordButton>
            <WordButton isChosen={!isNearOnly} onClick={() => setAll(true)}>
              {t('all')}
            </WordButton>
          </>
        )
      }
    >
      <div className="-mx-2">
        <div aria-hidden className={cx(COLUMNS, 'pb-1 text-ink-3 text-small')}>
          <span className="text-right">{t('number')}</span>
          <span className="text-right">{t('ms')}</span>
          <span className="text-right phone:hidden">{t('gap')}</span>
          <span>{t('event')}</span>
          <span className="phone:hidden">{t('data')}</span>
        </div>
        {/* Another set of rows has other heights. */}
        <Rows key={String(isNearOnly)} {...props} shown={shown} />
      </div>
    </Section>
  )
}

/** Those around the stalls, where there are any, or all of them. */
function useShownEvents({ events, stalls, chosen }: Props) {
  const [isAll, setAll] = useState(false)
  const near = useMemo(() => aroundStalls(events, stalls), [events, stalls])
  const isNearOnly = stalls.length > 0 && !isAll
  const [seen, setSeen] = useState(chosen)
  if (chosen !== seen) {
    setSeen(chosen)
    // One that the picture names may be far from every stall.
    if (chosen !== null && isNearOnly && !near.includes(chosen)) setAll(true)
  }
  return { shown: isNearOnly ? near : events, isNearOnly, setAll }
}

function Rows({
  shown,
  stalls,
  hovered,
  chosen,
  onHover,
}: Props & { shown: readonly StreamEvent[] }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const late = useMemo(() => new Set(stalls.map(({ index }) => index)), [stalls])
  useEffect(() => {
    const at = chosen === null ? -1 : shown.indexOf(chosen)
    if (at !== -1) list.current?.scrollToIndex(at, { align: 'center' })
  }, [chosen, shown])
  const toggle = (index: number) =>
    setOpen((before) => {
      const next = new Set(before)
      if (!next.delete(index)) next.add(index)
      return next
    })
  return (
    <div ref={scroller} onPointerLeave={() => onHover(null)} className="max-h-99 overflow-y-auto">
      <Virtualizer
        ref={list}
        as="ol"
        item="li"
        data={shown}
        itemSize={ROW_HEIGHT}
        scrollRef={scroller}
      >
        {(event) => (
          <EventRow
            key={event.index}
            event={event}
            isLate={late.has(event.index)}
            isHovered={hovered?.index === event.index}
            isOpen={open.has(event.index)}
            onToggle={() => toggle(event.index)}
            onHover={onHover}
          />
        )}
      </Virtualizer>
    </div>
  )
}

interface RowProps {
  event: StreamEvent
  /** It ended a stall. */
  isLate: boolean
  isHovered: boolean
  isOpen: boolean
  onToggle: () => void
  onHover: (event: StreamEvent) => void
}

function EventRow({ event, isLate, isHovered, isOpen, onToggle, onHover }: RowProps) {
  const format = useFormatter()
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  const { index, at, gap, name, summary, data } = event
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        onPointerEnter={() => onHover(event)}
        className={cx(
          COLUMNS,
          'h-6 w-full items-center rounded-sm text-left font-mono text-[12px] text-ink-2 leading-6 -outline-offset-2 phone:h-11 phone:leading-5',
          isLate ? 'bg-warn-soft' : isHovered ? 'bg-hover' : '',
        )}
      >
        <span className="text-right text-ink-3">{index + 1}</span>
        <span className="text-right text-ink">{at !== null && format.number(at, digits)}</span>
        <span
          className={cx(
            'text-right phone:hidden',
            isLate ? 'font-semibold text-warn' : 'text-ink-3',
          )}
        >
          {gap !== null && format.number(gap, digits)}
        </span>
        <span className="truncate text-ink">
          {name}
          <span className="hidden truncate text-ink-3 phone:block">{summary}</span>
        </span>
        <span className="truncate text-ink-3 phone:hidden">{summary}</span>
      </button>
      {isOpen && (
        <div className="my-1 ml-14 rounded-lg bg-sunken px-3 py-2 phone:ml-2">
          <LongText text={pretty(data)} className="text-[12px] leading-5" />
        </div>
      )}
    </>
  )
}

function pretty(data: string): string {
  try {
    return JSON.stringify(JSON.parse(data), null, 2)
  } catch {
    return data
  }
}
