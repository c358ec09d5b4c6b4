import { ChevronUp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { RANKED, type RankedFact } from '@/lib/domain/comparison/facts'
import {
  type Best,
  bestVariant,
  FIGURES,
  type Figure,
  type Sample,
  type VariantResult,
} from '@/lib/domain/sweeps/results'
import type { SweepState } from '@/lib/domain/sweeps/sweep'
import { Section } from '../../runs/detail/section'
import { cx } from '../../ui/cx'
import { useFigureWords } from './use-figure-words'
import { useRunCounts } from './use-run-counts'

interface Props {
  state: SweepState
  results: readonly VariantResult[]
  names: readonly string[]
  /** Where the answers of each are read; null where they are in view anyway. */
  answers: readonly string[] | null
  /** Nothing of it can cost anything. */
  isFree: boolean
}

/** All variants in figures: medians with their intervals, and which is best where that can be told. */
export function SweepMatrix({ state, results, names, answers, isFree }: Props) {
  const t = useTranslations('sweeps')
  const shown = FIGURES.filter((figure) => !isFree || figure !== 'cost')
  const best = new Map(
    shown.filter(isRanked).map((name) => [name, bestVariant(state, results, name)]),
  )
  return (
    <Section title={t('matrix')}>
      <p className="max-w-133 text-ink-3 text-small">{t('matrixHint')}</p>
      {answers !== null && <p className="text-ink-3 text-small">{t('answersHint')}</p>}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('matrixTable')}
        className="mt-1 overflow-x-auto outline-offset-[-2px]"
      >
        <table className="min-w-full text-ui">
          <Head shown={shown} />
          <tbody>
            {results.map((result, index) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place, names may be equal
                key={index}
                name={names[index] ?? ''}
                answers={answers?.[index] ?? null}
                {...{ result, shown }}
                isBest={(figure) => isRanked(figure) && best.get(figure) === index}
              />
            ))}
          </tbody>
          {results.length > 1 && <Verdicts {...{ best, names, shown }} />}
        </table>
      </section>
    </Section>
  )
}

function isRanked(figure: Figure): figure is Figure & RankedFact {
  return Object.hasOwn(RANKED, figure)
}

function Head({ shown }: { shown: readonly Figure[] }) {
  const t = useTranslations('sweeps')
  return (
    <thead>
      <tr className="text-ink-3 text-small">
        <th className="py-1.5 pr-4 text-left font-normal">{t('variant')}</th>
        <th className="whitespace-nowrap py-1.5 pr-4 text-right font-normal">{t('runs')}</th>
        {shown.map((figure) => (
          <th
            key={figure}
            className="whitespace-nowrap py-1.5 pr-4 text-right font-normal last:pr-0"
          >
            {t(`figures.${figure}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const TONES = {
  failed: 'text-bad',
  stopped: 'text-ink-3',
  refused: 'text-warn',
  cut: 'text-warn',
} as const

interface RowProps {
  name: string
  answers: string | null
  shown: readonly Figure[]
  result: VariantResult
  isBest: (figure: Figure) => boolean
}

function Row({ name, answers, result, shown, isBest }: RowProps) {
  const t = useTranslations('sweeps')
  const counts = useRunCounts()
  const { count, done, samples } = result
  return (
    <tr className="border-line border-t align-top">
      <th scope="row" className="min-w-40 py-1.5 pr-4 text-left font-medium">
        {answers === null ? (
          name
        ) : (
          <Link href={answers} className="rounded-sm text-accent phone:block phone:min-h-11">
            {name}
          </Link>
        )}
      </th>
      <td className="whitespace-nowrap py-1.5 pr-4 text-right text-ink-2">
        {t('runsOf', { done, count })}
        {counts(result).map(({ name: kind, words }) => (
          <span key={kind} className={cx('block text-small', TONES[kind])}>
            {words}
          </span>
        ))}
      </td>
      {shown.map((figure) => (
        <td key={figure} className="whitespace-nowrap py-1.5 pr-4 text-right last:pr-0">
          <SampleWords figure={figure} sample={samples[figure]} isBest={isBest(figure)} />
        </td>
      ))}
    </tr>
  )
}

interface SampleProps {
  figure: Figure
  sample: Sample
  isBest: boolean
}

function SampleWords({ figure, sample: { median, interval }, isBest }: SampleProps) {
  const t = useTranslations('sweeps')
  const words = useFigureWords()
  if (median === null) return <span className="text-ink-3">{t('none')}</span>
  const range =
    interval === null
      ? null
      : t('range', { low: words(figure, interval.low), high: words(figure, interval.high) })
  return (
    <>
      <span className="font-medium">{words(figure, median)}</span>
      <span className="block text-ink-3 text-small">{range ?? t('tooFew')}</span>
      {isBest && (
        <span className="flex items-center justify-end text-ok text-small">
          <ChevronUp aria-hidden size={12} strokeWidth={2} className="mr-0.5" />
          {t('best')}
        </span>
      )}
    </>
  )
}

interface VerdictsProps {
  names: readonly string[]
  shown: readonly Figure[]
  best: ReadonlyMap<Figure, Best>
}

/** Under each figure: which variant is best, or why none is named. */
function Verdicts({ best, names, shown }: VerdictsProps) {
  const t = useTranslations('sweeps')
  const words = (at: Best) => {
    if (at === undefined) return null
    if (at === 'early') return t('tooEarly')
    return at === null ? t('cannotTell') : names[at]
  }
  return (
    <tfoot>
      <tr className="border-line-strong border-t align-top text-small">
        <th scope="row" className="py-1.5 pr-4 text-left font-medium">
          {t('verdict')}
        </th>
        <td />
        {shown.map((figure) => (
          <td key={figure} className="max-w-36 py-1.5 pr-4 text-right text-ink-3 last:pr-0">
            {words(best.get(figure))}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
