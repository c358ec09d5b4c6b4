import { type PointerEvent, useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { axisMarks, binTicks, type Lane } from '@/lib/domain/timeline/lanes'
import type { StreamEvent } from '@/lib/domain/timeline/read-events'
import { BODY_LANE, type Timeline } from '@/lib/domain/timeline/timeline'
import { chartOf, type Frame, placeLabels } from './chart-frame'
import { useWidth } from './use-width'

interface Props {
  timeline: Timeline
  events: readonly StreamEvent[]
  hovered: StreamEvent | null
  onHover: (event: StreamEvent | null) => void
  onChoose: (event: StreamEvent) => void
}

/** A run over time: what it waited for, its blocks, its silences, how fast it came. */
export function TimelineChart(props: Props) {
  const { timeline, events, hovered, onHover, onChoose } = props
  const t = useTranslations('runs.timeline')
  const { ref, width } = useWidth<HTMLDivElement>()
  const seconds = useSeconds()
  const frame = useMemo(() => chartOf(timeline, width), [timeline, width])
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
        <Labels timeline={timeline} frame={frame} />
      </>
    ),
    [timeline, events, frame],
  )
}

function Axis({ frame, end }: { frame: Frame; end: number }) {
  const seconds = useAxisWords(end)
  return axisMarks(end).map((at) => (
    <g key={at}>
      <line
        x1={frame.xOf(at)}
        x2={frame.xOf(at)}
        y1={frame.top}
        y2={frame.bottom}
        className="stroke-line"
      />
      <text
        x={frame.xOf(at)}
        y={frame.bottom + 15}
        textAnchor={at === 0 ? 'start' : frame.isAtEnd(at) ? 'end' : 'middle'}
        className="fill-ink-3 text-facts"
      >
        {seconds(at)}
      </text>
    </g>
  ))
}

/** What came before the answer began: the stream's own events. */
function WaitLane({
  timeline,
  events,
  frame,
}: Pick<Props, 'timeline' | 'events'> & { frame: Frame }) {
  const t = useTranslations('runs.timeline')
  const ticks = events.flatMap(({ at, block }) =>
    at !== null && block === null && at < timeline.waited ? [at] : [],
  )
  const span = { from: 0, to: timeline.waited }
  return (
    <Row
      name={t('wait')}
      lane={{ type: '', spans: [span], ticks }}
      row={0}
      frame={frame}
      end={timeline.end}
    />
  )
}

function LaneRow(props: { lane: Lane; row: number; frame: Frame; end: number }) {
  const t = useTranslations('runs.timeline')
  const { type } = props.lane
  return <Row {...props} name={type === BODY_LANE ? t('body') : type} />
}

const BAND = 14

interface RowProps {
  name: string
  lane: Lane
  row: number
  frame: Frame
  end: number
}

function Row({ name, lane, row, frame, end }: RowProps) {
  const y = frame.rowTop(row)
  const isText = lane.type === 'text'
  const marks = binTicks(lane.ticks, end, frame.places)
  const path = marks.map((at) => `M${Math.floor(frame.xOf(at)) + 0.5} ${y + 2.5}v9`).join('')
  return (
    <g>
      <text x={0} y={y + 11} data-user-text className="fill-ink-3 text-small">
        {name.length > frame.nameLetters ? `${name.slice(0, frame.nameLetters - 1)}…` : name}
      </text>
      {lane.spans.map(({ from, to }) => (
        <rect
          key={from}
          x={frame.xOf(from)}
          width={Math.max(2, frame.xOf(to) - frame.xOf(from))}
          y={y}
          height={BAND}
          rx={2}
          className={isText ? 'fill-accent-soft' : 'fill-active'}
        />
      ))}
      <path d={path} className={isText ? 'stroke-accent' : 'stroke-ink-2'} fill="none" />
    </g>
  )
}

function RateCurve({ timeline, frame }: { timeline: Timeline; frame: Frame }) {
  const t = useTranslations('runs.timeline')
  const format = useFormatter()
  const { points, peak } = timeline
  if (peak === null || peak.rate === 0) return null
  const y = (rate: number) => frame.curveBottom - (rate / peak.rate) * frame.curveHeight
  const line = points.map(({ at, rate }) => `${frame.xOf(at).toFixed(1)} ${y(rate).toFixed(1)}`)
  const x = Math.min(Math.max(frame.xOf(peak.at), frame.left + 26), frame.right - 26)
  return (
    <g>
      <text
        x={0}
        y={frame.curveBottom - frame.curveHeight / 2 + 4}
        className="fill-ink-3 text-small"
      >
        {t('rate')}
      </text>
      <path d={`M${line.join('L')}`} fill="none" strokeWidth={1.25} className="stroke-ink-2" />
      <text x={x} y={y(peak.rate) - 5} textAnchor="middle" className="fill-ink-3 text-facts">
        {t('peak', { rate: format.number(peak.rate, { maximumFractionDigits: 0 }) })}
      </text>
    </g>
  )
}

const TONES = { first: 'fill-accent', stall: 'fill-warn', end: 'fill-ink-3' } as const

function Labels({ timeline, frame }: { timeline: Timeline; frame: Frame }) {
  const t = useTranslations('runs.timeline')
  const seconds = useSeconds()
  const labels = placeLabels(frame, [
    ...(timeline.firstToken === null
      ? []
      : [
          {
            kind: 'first' as const,
            at: timeline.firstToken,
            text: t('firstToken', { duration: seconds(timeline.firstToken) }),
          },
        ]),
    ...timeline.stalls.map(({ from, to }) => ({
      kind: 'stall' as const,
      at: (from + to) / 2,
      text: t('stall', { duration: seconds(to - from) }),
    })),
    { kind: 'end' as const, at: timeline.end, text: t('end', { duration: seconds(timeline.end) }) },
  ])
  return labels.map(({ kind, x, anchor, text }) => (
    <text
      key={`${kind} ${x}`}
      x={x}
      y={11}
      textAnchor={anchor}
      className={`text-facts ${TONES[kind]}`}
    >
      {text}
    </text>
  ))
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

/** Seconds to two decimals, which a picture of a run is read by; very little in milliseconds. */
function useSeconds(): (ms: number) => string {
  const t = useTranslations('chat')
  const format = useFormatter()
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return (ms) =>
    ms < SECONDS_FROM_MS
      ? t('milliseconds', { value: Math.round(ms) })
      : t('seconds', { value: format.number(ms / 1000, digits) })
}

const SECONDS_FROM_MS = 100

function useAxisWords(end: number): (ms: number) => string {
  const t = useTranslations('chat')
  const format = useFormatter()
  if (end < 1000) return (ms) => t('milliseconds', { value: Math.round(ms) })
  return (ms) => t('seconds', { value: format.number(ms / 1000, { maximumFractionDigits: 1 }) })
}
