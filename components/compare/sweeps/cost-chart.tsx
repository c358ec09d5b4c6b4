import { useTranslations } from 'use-intl'
import type { VariantResult } from '@/lib/domain/sweeps/results'
import { axisMarks } from '@/lib/domain/timeline/lanes'
import { Section } from '../../runs/detail/section'
import { useWidth } from '../../runs/detail/use-width'
import { ChartTable } from './chart-table'
import { GRID_LINE } from './grid-line'
import { placeNames } from './place-names'
import { useCostAxis } from './use-cost-axis'
import { useFigureWords } from './use-figure-words'
import { useTimeAxis } from './use-time-axis'

interface Props {
  results: readonly VariantResult[]
  names: readonly string[]
}

interface Point {
  name: string
  cost: number
  total: number
}

const HEIGHT = 240
const AXIS = 22
/** Between the words of an axis and its line. */
const TICK = 8
/** Above the most and right of the longest. */
const AIR = 1.12
const RIGHT = 12
const TOP = 16
/** Of a name in 12 px. */
const LETTER = 6.4
/** And of a Chinese character. */
const WIDE_LETTER = 12

/** What an answer costs against how long it takes: the medians of each variant. Down and left is better. */
export function CostChart({ results, names }: Props) {
  const t = useTranslations('sweeps')
  const words = useFigureWords()
  const points = results.flatMap(({ isSandbox, samples: { cost, total } }, index): Point[] =>
    isSandbox || cost.median === null || total.median === null
      ? []
      : [{ name: names[index] ?? '', cost: cost.median, total: total.median }],
  )
  const most = Math.max(0, ...points.map(({ cost }) => cost))
  if (most === 0) return null
  return (
    <Section title={t('costAgainstTime')}>
      <p className="max-w-133 text-ink-3 text-small">{t('costHint')}</p>
      <Plot points={points} />
      <ChartTable
        caption={t('costAgainstTime')}
        head={[t('variant'), t('figures.cost'), t('figures.total')]}
        rows={points.map(({ name, cost, total }) => [
          name,
          words('cost', cost),
          words('total', total),
        ])}
      />
    </Section>
  )
}

/** More names nobody finds the points of. */
const MOST_NAMED = 6

/** Points with their names; where these are many or have no room, with numbers, and the names below. */
function Plot({ points }: { points: readonly Point[] }) {
  const { ref, width } = useWidth<HTMLDivElement>()
  const costs = useCostAxis(Math.max(...points.map(({ cost }) => cost)) * AIR)
  const left = Math.max(...costs.map(({ text }) => widthOf(text))) + TICK
  const places = placesOf(points, left, width)
  const named = placeAll(
    points.map(({ name }) => name),
    places,
  )
  const isNumbered = points.length > MOST_NAMED || named.some(({ isNear }) => !isNear)
  const labels = isNumbered
    ? placeAll(
        points.map((_, index) => `${index + 1}`),
        places,
      )
    : named
  return (
    <div ref={ref} className="mt-2">
      {width > 0 && <Drawing {...{ places, labels, costs, width }} />}
      {isNumbered && (
        <ol
          aria-hidden
          className="mt-2 list-inside list-decimal columns-2 gap-6 text-ink-2 text-small phone:columns-1"
        >
          {points.map(({ name }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place, names may be equal
            <li key={index}>{name}</li>
          ))}
        </ol>
      )}
    </div>
  )
}

const BOTTOM = HEIGHT - AXIS

/** Where everything is, px. */
interface Places {
  left: number
  right: number
  xOf: (total: number) => number
  yOf: (cost: number) => number
  /** ms at the right end. */
  longest: number
  dots: { x: number; y: number }[]
}

function placesOf(points: readonly Point[], left: number, width: number): Places {
  const most = Math.max(...points.map(({ cost }) => cost)) * AIR
  const longest = Math.max(1, ...points.map(({ total }) => total)) * AIR
  const right = width - RIGHT
  const xOf = (total: number) => left + (total / longest) * (right - left)
  const yOf = (cost: number) => BOTTOM - (cost / most) * (BOTTOM - TOP)
  const dots = points.map(({ cost, total }) => ({ x: xOf(total), y: yOf(cost) }))
  return { left, right, xOf, yOf, longest, dots }
}

function placeAll(texts: readonly string[], { dots, left, right }: Places) {
  const named = dots.map((dot, index) => ({ ...dot, width: widthOf(texts[index] ?? '') }))
  const placed = placeNames(named, { left, right: right + RIGHT, top: 0, bottom: BOTTOM })
  return placed.map((place, index) => ({ ...place, text: texts[index] }))
}

interface DrawingProps {
  places: Places
  labels: ReturnType<typeof placeAll>
  costs: ReturnType<typeof useCostAxis>
  width: number
}

function Drawing({ places, labels, costs, width }: DrawingProps) {
  const { left, right, xOf, yOf, longest, dots } = places
  const times = useTimeAxis(axisMarks(longest), width - left)
  return (
    <svg aria-hidden width={width} height={HEIGHT} className="block">
      {times.map(({ at, text }) => (
        <g key={at}>
          <line x1={xOf(at)} x2={xOf(at)} y1={TOP} y2={BOTTOM} className={GRID_LINE} />
          <text x={xOf(at)} y={BOTTOM + 15} textAnchor="middle" className="fill-ink-3 text-facts">
            {text}
          </text>
        </g>
      ))}
      {costs.map(({ at, text }) => (
        <g key={at}>
          <line x1={left} x2={right} y1={yOf(at)} y2={yOf(at)} className={GRID_LINE} />
          <text x={left - 6} y={yOf(at) + 4} textAnchor="end" className="fill-ink-3 text-facts">
            {text}
          </text>
        </g>
      ))}
      {labels.map(({ text, x, y, anchor }, index) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place, names may be equal
          key={index}
          x={x}
          y={y}
          textAnchor={anchor}
          // No line of the axes goes through it.
          paintOrder="stroke"
          strokeWidth={6}
          strokeLinejoin="round"
          className="fill-ink-2 stroke-raised text-small"
        >
          {text}
        </text>
      ))}
      {dots.map(({ x, y }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place, names may be equal
        <circle key={index} cx={x} cy={y} r={4} className="fill-accent" />
      ))}
    </svg>
  )
}

function widthOf(name: string): number {
  const letters = [...name].map((letter) => (letter > '\u2e80' ? WIDE_LETTER : LETTER))
  return letters.reduce((sum, width) => sum + width, 0)
}
