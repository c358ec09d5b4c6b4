import { useTranslations } from 'use-intl'
import type { VariantResult } from '@/lib/domain/sweeps/results'
import { axisMarks } from '@/lib/domain/timeline/lanes'
import { Section } from '../../runs/detail/section'
import { useWidth } from '../../runs/detail/use-width'
import { ChartTable } from './chart-table'
import { placeNames } from './place-names'
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
const LEFT = 52
const RIGHT = 12
const TOP = 16
/** Of a name in 12 px. */
const LETTER = 6.4
/** And of a Chinese character. */
const WIDE_LETTER = 12
/** Marks are whole numbers: costs are counted in parts of a dollar for them. */
const PARTS = 10_000_000

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

/** Points with their names; where these are many or long, with numbers, and the names below. */
function Plot({ points }: { points: readonly Point[] }) {
  const { ref, width } = useWidth<HTMLDivElement>()
  const room = (width - LEFT - RIGHT) / 2
  const isNumbered = points.length > MOST_NAMED || points.some(({ name }) => widthOf(name) > room)
  const labels = points.map(({ name }, index) => (isNumbered ? `${index + 1}` : name))
  return (
    <div ref={ref} className="mt-2">
      {width > 0 && <Drawing points={points} labels={labels} width={width} />}
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

interface DrawingProps {
  points: readonly Point[]
  labels: readonly string[]
  width: number
}

function Drawing({ points, labels, width }: DrawingProps) {
  const words = useFigureWords()
  const most = Math.max(...points.map(({ cost }) => cost)) * 1.12
  const longest = Math.max(1, ...points.map(({ total }) => total)) * 1.12
  const bottom = HEIGHT - AXIS
  const xOf = (total: number) => LEFT + (total / longest) * (width - LEFT - RIGHT)
  const yOf = (cost: number) => bottom - (cost / most) * (bottom - TOP)
  const times = useTimeAxis(axisMarks(longest), width - LEFT)
  const placed = placeNames(
    points.map(({ cost, total }, index) => ({
      ...{ x: xOf(total), y: yOf(cost), width: widthOf(labels[index] ?? '') },
    })),
    { left: LEFT, right: width, top: 0, bottom },
  )
  return (
    <svg aria-hidden width={width} height={HEIGHT} className="block">
      {times.map(({ at, text }) => (
        <g key={at}>
          <line x1={xOf(at)} x2={xOf(at)} y1={TOP} y2={bottom} className="stroke-line" />
          <text x={xOf(at)} y={bottom + 15} textAnchor="middle" className="fill-ink-3 text-facts">
            {text}
          </text>
        </g>
      ))}
      {axisMarks((most * PARTS) / 2).map((part) => {
        const at = (part * 2) / PARTS
        return (
          <g key={part}>
            <line x1={LEFT} x2={width - RIGHT} y1={yOf(at)} y2={yOf(at)} className="stroke-line" />
            <text x={LEFT - 6} y={yOf(at) + 4} textAnchor="end" className="fill-ink-3 text-facts">
              {words('cost', at)}
            </text>
          </g>
        )
      })}
      {labels.map((label, index) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place, names may be equal
          key={index}
          x={placed[index]?.x}
          y={placed[index]?.y}
          textAnchor={placed[index]?.anchor}
          paintOrder="stroke"
          strokeWidth={4}
          className="fill-ink-2 stroke-raised text-small"
        >
          {label}
        </text>
      ))}
      {points.map(({ cost, total }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place, names may be equal
        <circle key={index} cx={xOf(total)} cy={yOf(cost)} r={4} className="fill-accent" />
      ))}
    </svg>
  )
}

function widthOf(name: string): number {
  const letters = [...name].map((letter) => (letter > '\u2e80' ? WIDE_LETTER : LETTER))
  return letters.reduce((sum, width) => sum + width, 0)
}
