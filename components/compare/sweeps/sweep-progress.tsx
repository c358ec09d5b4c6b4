import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  CircleCheck,
  CircleSlash2,
  CircleX,
  type LucideIcon,
  Pause,
  TriangleAlert,
} from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { patchSweep } from '@/lib/client/queries/sweeps'
import { progressOf } from '@/lib/domain/sweeps/results'
import {
  type ChangeSweep,
  isFreeSweep,
  isOverSweep,
  type ShownSweep,
  spentOf,
} from '@/lib/domain/sweeps/sweep'
import { cx } from '../../ui/cx'
import { LiveIcon } from '../../ui/live-icon'
import { useDollars } from '../../ui/use-dollars'
import { useErrorWords } from '../../ui/use-error-words'
import { CapNote, SweepActs } from './sweep-acts'

/** How far a sweep is, what it has cost, and what can be done with it. */
export function SweepProgress({ sweep }: { sweep: ShownSweep }) {
  const t = useTranslations('sweeps')
  const client = useQueryClient()
  const errorWords = useErrorWords()
  const noteId = useId()
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: (change: ChangeSweep) => patchSweep(client, sweep.comparisonId, sweep.id, change),
  })
  const { done, failed, stopped, begun, waiting } = progressOf(sweep.cells)
  const all = sweep.cells.length
  const ended = done + failed + stopped
  const isOver = isOverSweep(sweep.state)
  const whole = useRef<HTMLElement>(null)
  const wasOver = useRef(isOver)
  useEffect(() => {
    // What could be done with it is gone, and with it perhaps what had the focus.
    if (wasOver.current !== isOver && document.activeElement === document.body)
      whole.current?.focus()
    wasOver.current = isOver
  }, [isOver])
  return (
    <section ref={whole} tabIndex={-1} aria-label={t('progress')} className="outline-none">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <StateWords sweep={sweep} />
        <div className="ml-auto flex flex-wrap items-center gap-2 phone:ml-0">
          <SweepActs sweep={sweep} isBusy={isPending} onAct={mutate} noteId={noteId} />
        </div>
      </div>
      <div
        role="progressbar"
        aria-label={t('progress')}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={ended}
        aria-valuetext={t('doneOf', { done: ended, all })}
        className="mt-2 flex h-1 gap-px overflow-hidden rounded-full bg-active"
      >
        <Part share={done / all} className="bg-ink-2" />
        <Part share={failed / all} className="bg-bad" />
        <Part share={stopped / all} className="bg-line-strong" />
        <Part share={begun / all} className="bg-accent" />
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 text-ink-3 text-small">
        <span>{t('doneOf', { done, all })}</span>
        {begun > 0 && <span>{t('begun', { count: begun })}</span>}
        {failed > 0 && <span className="text-bad">{t('failedCount', { count: failed })}</span>}
        {stopped > 0 && <span>{t('stoppedCount', { count: stopped })}</span>}
        {waiting > 0 && <span>{t('waiting', { count: waiting })}</span>}
        <Spent sweep={sweep} />
      </p>
      <CapNote sweep={sweep} id={noteId} />
      {error !== null && (!isOver || variables?.act === 'again') && (
        <p role="alert" data-user-text className="mt-1 text-bad text-small">
          {errorWords(error)}
        </p>
      )}
    </section>
  )
}

function Part({ share, className }: { share: number; className: string }) {
  // An empty one would still have its gap.
  return share === 0 ? null : <div className={className} style={{ width: `${share * 100}%` }} />
}

const ICONS: Readonly<Record<string, [icon: LucideIcon, tone: string]>> = {
  done: [CircleCheck, 'text-ok'],
  stopped: [CircleSlash2, 'text-ink-3'],
  person: [Pause, 'text-ink-3'],
  restart: [Pause, 'text-ink-3'],
  cap: [TriangleAlert, 'text-warn'],
  failures: [CircleX, 'text-bad'],
  limit: [TriangleAlert, 'text-warn'],
}

function StateWords({ sweep: { state, pausedBy, waitsUntil } }: { sweep: ShownSweep }) {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const isToday = new Date(waitsUntil ?? 0).toDateString() === new Date().toDateString()
  const day = isToday ? {} : ({ dateStyle: 'medium' } as const)
  const limited =
    waitsUntil === null ? null : format.dateTime(waitsUntil, { ...day, timeStyle: 'medium' })
  const words = limited === null ? t(`states.${state}`) : t('limitedUntil', { time: limited })
  const [Icon, tone] = ICONS[pausedBy ?? state] ?? []
  return (
    <p role="status" className="flex min-w-0 items-center gap-1.5 font-medium text-ui">
      {Icon === undefined ? (
        <LiveIcon />
      ) : (
        <Icon aria-hidden size={16} strokeWidth={1.5} className={cx('shrink-0', tone)} />
      )}
      {pausedBy === null ? words : t(`pausedBy.${pausedBy}`)}
    </p>
  )
}

function Spent({ sweep }: { sweep: ShownSweep }) {
  const t = useTranslations('sweeps')
  const dollars = useDollars()
  if (isFreeSweep(sweep)) return null
  const { cells, cap } = sweep
  const { usd, isBound } = spentOf(cells)
  const spent = t(isBound ? 'spentAtMost' : 'spent', { cost: dollars.cost(usd) })
  return <span>{cap === null ? spent : t('ofCap', { spent, cap: dollars.total(cap) })}</span>
}
