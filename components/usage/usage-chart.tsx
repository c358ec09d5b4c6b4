import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Measure, UsageGroup } from '@/lib/domain/usage'
import { type UsageChart as Chart, roundUp, type UsageBar } from '@/lib/domain/usage-chart'
import { useWidth } from '../runs/detail/use-width'
import { cx } from '../ui/cx'
import { useUsageWords } from './use-usage-words'

const HEIGHT = 180
const TOP = 8
const BOTTOM = 24
const LEFT = 52
/** Of a day's name in 11 px, with air. */
const DAY_WIDTH = 76

/** The tones of the layers, from the greatest to the rest; the table's rows carry the same. */
export const LAYER_FILLS = [
  'fill-accent',
  'fill-ink-3',
  'fill-c-num',
  'fill-c-str',
  'fill-line-strong',
] as const

interface Props {
  chart: Chart
  by: UsageGroup
  measure: Measure
  total: number
}

/** A bar for each day, in layers by the group. */
export function UsageChart({ chart, by, measure, total }: Props) {
  const t = useTranslations('usage')
  const words = useUsageWords()
  const { ref, width } = useWidth<HTMLDivElement>()
  const [hovered, setHovered] = useState<UsageBar | null>(null)
  const { bars } = chart
  const top = roundUp(chart.most)
  const step = (width - LEFT) / Math.max(1, bars.length)
  const yOf = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP)
  const every = Math.max(1, Math.ceil(DAY_WIDTH / Math.max(1, step)))
  const label = t('chart', {
    measure: t(`measures.${measure}`),
    from: words.day(bars[0]?.day ?? ''),
    to: words.day(bars.at(-1)?.day ?? ''),
    total: words.amount(measure, total),
  })
  return (
    <div ref={ref} className="relative">
      {width > 0 && (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={HEIGHT}
          className="block select-none text-facts"
          onPointerLeave={() => setHovered(null)}
        >
          {marksTo(top, measure).map((value) => (
            <g key={value}>
              <line x1={LEFT} x2={width} y1={yOf(value)} y2={yOf(value)} className="stroke-line" />
              <text x={LEFT - 8} y={yOf(value) + 4} textAnchor="end" className="fill-ink-3">
                {words.mark(measure, value)}
              </text>
            </g>
          ))}
          {bars.map((bar, index) => (
            <g key={bar.day} onPointerEnter={() => setHovered(bar)}>
              <rect
                x={LEFT + index * step}
                y={TOP}
                width={step}
                height={HEIGHT - BOTTOM - TOP}
                className={hovered === bar ? 'fill-hover' : 'fill-transparent'}
              />
              <Layers
                bar={bar}
                hasRest={chart.hasRest}
                x={LEFT + index * step}
                step={step}
                yOf={yOf}
              />
              {(bars.length - 1 - index) % every === 0 && (
                <text
                  x={index === bars.length - 1 ? width : LEFT + (index + 0.5) * step}
                  y={HEIGHT - 6}
                  textAnchor={index === bars.length - 1 ? 'end' : 'middle'}
                  className="fill-ink-3"
                >
                  {words.day(bar.day)}
                </text>
              )}
            </g>
          ))}
        </svg>
      )}
      {hovered !== null && <Note bar={hovered} chart={chart} by={by} measure={measure} />}
    </div>
  )
}

/** The middle only where there can be so much: there is no half of a run. */
function marksTo(top: number, measure: Measure): number[] {
  return [0, top / 2, top].filter((value) => measure === 'cost' || Number.isInteger(value))
}

interface LayersProps {
  bar: UsageBar
  hasRest: boolean
  x: number
  step: number
  yOf: (value: number) => number
}

function Layers({ bar, hasRest, x, step, yOf }: LayersProps) {
  const width = Math.max(1, Math.min(28, step - Math.min(4, step * 0.25)))
  let below = 0
  return bar.parts.map((part, index) => {
    const from = below
    below += part
    if (part <= 0) return null
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
        key={index}
        x={x + (step - width) / 2}
        width={width}
        y={yOf(below)}
        height={Math.max(1, yOf(from) - yOf(below))}
        className={fillOf(index, hasRest && index === bar.parts.length - 1)}
      />
    )
  })
}

/** The tone of a layer. */
export function fillOf(index: number, isRest: boolean): string {
  return (isRest ? LAYER_FILLS.at(-1) : LAYER_FILLS[index]) ?? 'fill-line-strong'
}

/** What the day under the pointer came to. The table has the same for everybody else. */
function Note({ bar, chart, by, measure }: { bar: UsageBar } & Omit<Props, 'total'>) {
  const t = useTranslations('usage')
  const words = useUsageWords()
  const names = [...chart.layers, ...(chart.hasRest ? [null] : [])]
  const isRight = chart.bars.indexOf(bar) < chart.bars.length / 2
  return (
    <div
      aria-hidden
      className={cx(
        'pointer-events-none absolute top-1 z-10 max-w-60 rounded-lg bg-raised px-2.5 py-1.5 text-small shadow-float',
        isRight ? 'right-0' : 'left-14',
      )}
    >
      <p className="font-medium">
        {t('dayTotal', { day: words.day(bar.day), total: words.amount(measure, bar.total) })}
      </p>
      {by !== 'day' &&
        names.map((name, index) => {
          const part = bar.parts[index] ?? 0
          return part <= 0 ? null : (
            <p key={String(name)} className="flex items-center gap-1.5 text-ink-2">
              <Swatch index={index} isRest={chart.hasRest && index === names.length - 1} />
              <span className="min-w-0 flex-1 truncate">{words.name(by, name)}</span>
              <span>{words.amount(measure, part)}</span>
            </p>
          )
        })}
    </div>
  )
}

/** The tone of a layer beside its name. */
export function Swatch({ index, isRest }: { index: number; isRest: boolean }) {
  return (
    <svg aria-hidden width={8} height={8} className="shrink-0">
      <rect width={8} height={8} rx={2} className={fillOf(index, isRest)} />
    </svg>
  )
}
