import { useCallback, useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { axisMarks, binTicks, type Lane } from '@/lib/domain/timeline/lanes'
import type { StreamEvent } from '@/lib/domain/timeline/read-events'
import { BODY_LANE, type Timeline } from '@/lib/domain/timeline/timeline'
import { type Frame, type Label, placePeak } from './chart-frame'

interface Drawn {
  timeline: Timeline
  events: readonly StreamEvent[]
  frame: Frame
}

/** The marks of the time axis, each with its line. */
export function Axis({ frame, end }: { frame: Frame; end: number }) {
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
export function WaitLane({ timeline, events, frame }: Drawn) {
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

export function LaneRow(props: { lane: Lane; row: number; frame: Frame; end: number }) {
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

export function RateCurve({ timeline, frame }: { timeline: Timeline; frame: Frame }) {
  const t = useTranslations('runs.timeline')
  const format = useFormatter()
  const { points, peak } = timeline
  if (peak === null || peak.rate === 0) return null
  const y = (rate: number) => frame.curveBottom - (rate / peak.rate) * frame.curveHeight
  const line = points.map(({ at, rate }) => `${frame.xOf(at).toFixed(1)} ${y(rate).toFixed(1)}`)
  const text = t('peak', { rate: format.number(peak.rate, { maximumFractionDigits: 0 }) })
  const x = placePeak(frame, { at: peak.at, text, firstToken: timeline.firstToken })
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
        {text}
      </text>
    </g>
  )
}

const TONES = { first: 'fill-accent', stall: 'fill-warn', end: 'fill-ink-3' } as const

/** What is named over the picture, what matters most first; of the stalls the longest. */
export function useLabels({ firstToken, stalls, end }: Timeline, isLive: boolean): Label[] {
  const t = useTranslations('runs.timeline')
  const seconds = useSeconds()
  return useMemo(() => {
    const named = (kind: Label['kind'], at: number, name: LabelName, ms: number): Label => ({
      kind,
      at,
      text: t(name, { duration: seconds(ms) }),
    })
    const longest = [...stalls].sort((a, b) => b.to - b.from - (a.to - a.from))
    return [
      ...(firstToken === null ? [] : [named('first', firstToken, 'firstToken', firstToken)]),
      ...longest.map(({ from, to }) => named('stall', (from + to) / 2, 'stall', to - from)),
      named('end', end, isLive ? 'soFar' : 'end', end),
    ]
  }, [firstToken, stalls, end, isLive, t, seconds])
}

type LabelName = 'firstToken' | 'stall' | 'end' | 'soFar'

export function Labels({ frame }: { frame: Frame }) {
  return frame.labels.map(({ kind, x, row, anchor, text }) => (
    <text
      key={`${kind} ${x} ${row}`}
      x={x}
      y={frame.labelBase(row)}
      textAnchor={anchor}
      className={`text-facts ${TONES[kind]}`}
    >
      {text}
    </text>
  ))
}

/** Seconds to two decimals, which a picture of a run is read by; very little in milliseconds. */
export function useSeconds(): (ms: number) => string {
  const t = useTranslations('chat')
  const format = useFormatter()
  return useCallback(
    (ms) =>
      ms < SECONDS_FROM_MS
        ? t('milliseconds', { value: Math.round(ms) })
        : t('seconds', { value: format.number(ms / 1000, TWO_DIGITS) }),
    [t, format],
  )
}

const TWO_DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 }

const SECONDS_FROM_MS = 100

function useAxisWords(end: number): (ms: number) => string {
  const t = useTranslations('chat')
  const format = useFormatter()
  if (end < 1000) return (ms) => t('milliseconds', { value: Math.round(ms) })
  return (ms) => t('seconds', { value: format.number(ms / 1000, { maximumFractionDigits: 1 }) })
}
