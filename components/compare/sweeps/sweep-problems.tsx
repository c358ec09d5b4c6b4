import { CircleX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { type ProblemGroup, pastProblemsOf, problemsOf } from '@/lib/domain/sweeps/problems'
import type { Cell, CellProblem } from '@/lib/domain/sweeps/sweep'
import { useErrorTitle } from '../../thread/use-error-title'
import { useGap } from '../../thread/use-gap'

const SHOWN = 12
const LINK =
  'rounded-sm font-medium text-accent phone:inline-flex phone:min-h-11 phone:items-center'

interface Props {
  cells: Cell[]
  names: readonly string[]
}

/** Why answers failed, each reason once for each variant, and the way to one of their runs. */
export function SweepProblems({ cells, names }: Props) {
  const t = useTranslations('sweeps')
  return <Problems title={t('problemsTitle')} groups={problemsOf(cells)} names={names} />
}

/** The same of what failed before it was run again. */
export function PastProblems({ cells, names }: Props) {
  const t = useTranslations('sweeps')
  return <Problems title={t('pastProblemsTitle')} groups={pastProblemsOf(cells)} names={names} />
}

interface ProblemsProps {
  title: string
  groups: readonly ProblemGroup[]
  names: readonly string[]
}

function Problems({ title, groups, names }: ProblemsProps) {
  const t = useTranslations('sweeps')
  const gap = useGap()
  if (groups.length === 0) return null
  const more = groups.slice(SHOWN).reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-label={title} className="mt-6">
      <h3 className="font-semibold text-ui">{title}</h3>
      <ul className="mt-1 flex flex-col gap-1.5 text-small">
        {groups.slice(0, SHOWN).map(({ variant, problem, count, runId }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reason is its place, none goes away
          <li key={index} className="flex items-start gap-1.5 text-ink-2">
            <CircleX aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0 text-bad" />
            <div className="min-w-0">
              <p>
                {t('problemOf', { name: names[variant] ?? '', count })}
                {gap}
                <ProblemWords problem={problem} />
              </p>
              {runId !== null && (
                <Link href={`/runs/${runId}`} className={LINK}>
                  {t('openRun')}
                </Link>
              )}
            </div>
          </li>
        ))}
        {more > 0 && <li className="text-ink-3">{t('moreProblems', { count: more })}</li>}
      </ul>
    </section>
  )
}

function ProblemWords({ problem }: { problem: CellProblem }) {
  const t = useTranslations('sweeps')
  const title = useErrorTitle()
  if (problem.kind === 'held' || problem.kind === 'stopped' || problem.kind === 'cap')
    return t(`problemIs.${problem.kind}`)
  const [fact, said] =
    problem.kind === 'unbegun'
      ? [t('problemIs.unbegun'), problem.message]
      : [title(problem.error, null), problem.error.message]
  return (
    <>
      {fact}
      <span data-user-text className="wrap-anywhere line-clamp-3 text-ink-3">
        {said}
      </span>
    </>
  )
}
