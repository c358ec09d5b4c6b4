import { type PointerEvent, useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { StreamEvent } from '@/lib/domain/timeline/read-events'
import type { Timeline } from '@/lib/domain/timeline/timeline'
import { chartOf, type Frame } from './chart-frame'
import { Axis, Labels, LaneRow, RateCurve, useLabels, useSeconds, WaitLane } from './chart-parts'
import { useWidth } from './use-width'

interface Props {
  timeline: Timeline
  isLive: boolean
  events: readonly StreamEvent[]
  hovered: StreamEvent | null
  onHover: (event: StreamEvent | null) => void
  onChoose: (event: StreamEvent) => void
}

/** A run over time: what it waited for, its blocks, its silences, how fast it came. */
export function TimelineChart(props: Props) {
  const { timeline, isLive, events, hovered, onHover, onChoose } = props
  const t = useTranslations('runs.timeline')
  const { ref, width } = useWidth<HTMLDivElement>()
  const seconds = useSeconds()
  const labels = useLabels(timeline, isLive)
  const frame = useMemo(() => chartOf(timeline, width, labels), [timeline, width, labels])
  const nearest = (event: PointerEvent) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    return nearestEvent(events, frame.timeOf(event.clientX - left))
  }
  const label = t('label', {
    total: seconds(timeline.end),
    stalls: timeline.stalls.length,
    lanes: timeline.lanes.length,
  })
  return (
    <div ref={ref} className="relative">
      {width > 0 && (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={frame.height}
          className="block touch-pan-y select-none"
          onPointerMove={(event) => onHover(nearest(event))}
          onPointerLeave={() => onHover(null)}
          onPointerUp={(event) => {
            const { left } = event.currentTarget.getBoundingClientRect()
            const found = nearestEvent(events, frame.timeOf(event.clientX - left))
            if (found !== null) onChoose(found)
          }}
        >
          <Drawing timeline={timeline} events={events} frame={frame} />
          {hovered?.at != null && (
            <line
              x1={frame.xOf(hovered.at)}
              x2={frame.xOf(hovered.at)}
              y1={frame.top}
              y2={frame.bottom}
              className="stroke-ink"
            />
          )}
        </svg>
      )}
      {hovered?.at != null && width > 0 && <HoverNote event={hovered} frame={frame} />}
    </div>
  )
}

/** What does not change while something is hovered. */
function Drawing({
  timeline,
  events,
  frame,
}: Pick<Props, 'timeline' | 'events'> & { frame: Frame }) {
  return useMemo(
    () => (
      <>
        <Axis frame={frame} end={timeline.end} />
        {timeline.stalls.map(({ from, to }) => (
          <rect
            key={from}
            x={frame.xOf(from)}
            width={Math.max(2, frame.xOf(to) - frame.xOf(from))}
            y={frame.top}
            height={frame.bottom - frame.top}
            className="fill-warn-soft"
          />
        ))}
        <WaitLane timeline={timeline} events={events} frame={frame} />
        {timeline.lanes.map((lane, index) => (
          <LaneRow key={lane.type} lane={lane} row={index + 1} frame={frame} end={timeline.end} />
        ))}
        <RateCurve timeline={timeline} frame={frame} />
        {timeline.firstToken !== null && (
          <line
            x1={frame.xOf(timeline.firstToken)}
            x2={frame.xOf(timeline.firstToken)}
            y1={frame.top - 4}
            y2={frame.bottom}
            strokeWidth={1.5}
            className="stroke-accent"
          />
        )}
        <Labels frame={frame} />
      </>
    ),
    [timeline, events, frame],
  )
}

function HoverNote({ event, frame }: { event: StreamEvent; frame: Frame }) {
  const t = useTranslations('runs.timeline')
  const format = useFormatter()
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  const x = frame.xOf(event.at ?? 0)
  const isRight = x > (frame.left + frame.right) / 2
  return (
    <div
      aria-hidden
      style={isRight ? { right: frame.right - x + 8 + frame.margin } : { left: x + 8 }}
      className="pointer-events-none absolute bottom-6 max-w-72 truncate rounded-md bg-tip px-2 py-1 font-mono text-[11px] text-tip-ink"
    >
      {t('hover', {
        number: event.index + 1,
        at: format.number(event.at ?? 0, digits),
        gap: format.number(event.gap ?? 0, digits),
        name: event.name,
      })}
      {event.summary !== '' && <div className="truncate opacity-75">{event.summary}</div>}
    </div>
  )
}

/** The event that came nearest to a time, by halving. */
function nearestEvent(events: readonly StreamEvent[], time: number): StreamEvent | null {
  let low = 0
  let high = events.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle]?.at ?? 0) < time) low = middle + 1
    else high = middle
  }
  const [before, after] = [events[low - 1], events[low]]
  if (after?.at == null) return before ?? null
  if (before?.at == null) return after
  return time - before.at < after.at - time ? before : after
}
