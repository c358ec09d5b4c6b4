import { useTranslations } from 'use-intl'
import { type Axis, axisFor } from '@/lib/domain/sweeps/axis'
import type { Sample, VariantResult } from '@/lib/domain/sweeps/results'
import { Section } from '../../runs/detail/section'
import { useWidth } from '../../runs/detail/use-width'
import { ChartTable } from './chart-table'
import { GRID_LINE } from './grid-line'
import { useFigureWords } from './use-figure-words'
import { useTimeAxis } from './use-time-axis'

interface Props {
  results: readonly VariantResult[]
  names: readonly string[]
}

const ROW = 36
/** Of a row, what its name takes. */
const NAME = 18
const AXIS = 22
const MARGIN = 8

/** How long each answer took, a line for each variant: every answer a dot, the median and its interval. */
export function SpreadChart({ results, names }: Props) {
  const t = useTranslations('sweeps')
  const words = useFigureWords()
  const samples = results.map(({ samples: { total } }) => total)
  const axis = axisFor(samples.flatMap(({ values }) => values))
  if (axis === null) return null
  return (
    <Section title={t('spread')}>
      <p className="max-w-133 text-ink-3 text-small">{t('spreadHint')}</p>
      <Dots {...{ samples, names, axis }} />
      <ChartTable
        caption={t('spread')}
        head={[t('variant'), t('median'), t('interval'), t('values')]}
        rows={samples.map(({ values, median, interval }, index) => [
          names[index] ?? '',
          median === null ? t('none') : words('total', median),
          interval === null
            ? t('tooFew')
            : t('range', {
                low: words('total', interval.low),
                high: words('total', interval.high),
              }),
          values.map((value) => words('total', value)).join(t('separator')),
        ])}
      />
    </Section>
  )
}

interface DotsProps {
  samples: readonly Sample[]
  names: readonly string[]
  axis: Axis
}

function Dots({ samples, names, axis }: DotsProps) {
  const { ref, width } = useWidth<HTMLDivElement>()
  const marks = useTimeAxis(axis.marks, width)
  const bottom = samples.length * ROW
  const scale = (width - 2 * MARGIN) / (axis.to - axis.from)
  const xOf = (value: number) => MARGIN + (value - axis.from) * scale
  return (
    <div ref={ref} className="mt-2">
      {width > 0 && (
        <svg aria-hidden width={width} height={bottom + AXIS} className="block">
          {marks.map(({ at, text }) => (
            <g key={at}>
              {/* Only where the dots are: no line goes through a name. */}
              <line
                x1={xOf(at)}
                x2={xOf(at)}
                y1={NAME}
                y2={bottom}
                strokeDasharray={`${ROW - NAME} ${NAME}`}
                className={GRID_LINE}
              />
              <text
                x={xOf(at)}
                y={bottom + 15}
                textAnchor={anchorAt(xOf(at), width)}
                className="fill-ink-3 text-facts"
              >
                {text}
              </text>
            </g>
          ))}
          {samples.map((sample, index) => (
            <SampleLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place, names may be equal
              key={index}
              name={names[index] ?? ''}
              y={index * ROW}
              {...{ sample, xOf }}
            />
          ))}
        </svg>
      )}
    </div>
  )
}

/** Half a word of the axis, px. */
const HALF = 18

function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < HALF) return 'start'
  return x > width - HALF ? 'end' : 'middle'
}

interface LineProps {
  name: string
  y: number
  sample: Sample
  xOf: (value: number) => number
}

function SampleLine({ name, y, sample: { values, median, interval }, xOf }: LineProps) {
  const middle = y + 25
  return (
    <g>
      <text x={MARGIN} y={y + 13} className="fill-ink-2 text-small">
        {name}
      </text>
      {interval !== null && (
        <rect
          x={xOf(interval.low)}
          width={Math.max(2, xOf(interval.high) - xOf(interval.low))}
          y={middle - 5}
          height={10}
          rx={2}
          className="fill-accent-soft"
        />
      )}
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place among the answers
        <circle key={index} cx={xOf(value)} cy={middle} r={3} className="fill-ink-2 opacity-50" />
      ))}
      {median !== null && (
        <line
          x1={xOf(median)}
          x2={xOf(median)}
          y1={middle - 7}
          y2={middle + 7}
          strokeWidth={2}
          className="stroke-accent"
        />
      )}
    </g>
  )
}
