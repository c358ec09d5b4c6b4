import { type LucideIcon, Pause, Play, RotateCw, Square } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { costAgain } from '@/lib/domain/sweeps/ask-again'
import { type ChangeSweep, isOverSweep, type ShownSweep } from '@/lib/domain/sweeps/sweep'
import { Button } from '../../ui/button'
import { useDollars } from '../../ui/use-dollars'
import { CapField } from './cap-field'
import { useTypedCap } from './use-typed-cap'

interface Props {
  sweep: ShownSweep
  isBusy: boolean
  onAct: (change: ChangeSweep) => void
  /** Of what is to be said of the cap: see {@link CapNote}. */
  noteId: string
}

/** What can be done with a sweep as it stands. */
export function SweepActs({ sweep, isBusy, onAct, noteId }: Props) {
  const t = useTranslations('sweeps')
  const next = nextActOf(sweep)
  return (
    <>
      {next !== null && <NextAct {...{ sweep, next, isBusy, onAct, noteId }} />}
      {!isOverSweep(sweep.state) && (
        <Button
          variant="quiet"
          icon={<Square aria-hidden size={14} strokeWidth={1.5} />}
          disabled={isBusy}
          keepsFocus
          onClick={onFirst(() => onAct({ act: 'stop' }))}
        >
          {t('stop')}
        </Button>
      )}
    </>
  )
}

/** The second click of a double click may meet what has come in the place of what was clicked. */
function onFirst(act: () => void) {
  return ({ detail }: MouseEvent) => {
    if (detail < 2) act()
  }
}

interface Next {
  act: 'pause' | 'resume' | 'again'
  /** With no more than the cap it has, it would pause again at once. */
  needsCap: boolean
}

/** What a sweep can be asked to do beside stopping; null = nothing. */
function nextActOf(sweep: ShownSweep): Next | null {
  const { state, pausedBy } = sweep
  if (state === 'running') return { act: 'pause', needsCap: false }
  if (state === 'paused') return { act: 'resume', needsCap: pausedBy === 'cap' }
  const { count, enough } = costAgain(sweep)
  // Only where something has failed.
  return state === 'done' && count > 0 ? { act: 'again', needsCap: enough !== null } : null
}

const ICONS: Readonly<Record<Next['act'], LucideIcon>> = {
  pause: Pause,
  resume: Play,
  again: RotateCw,
}

/** One button whatever it does, so that it keeps the focus over its own act; and another cap where that needs one. */
function NextAct({ sweep, next, isBusy, onAct, noteId }: Props & { next: Next }) {
  const t = useTranslations('sweeps')
  const typed = useTypedCap(sweep.cap, sweep.cap)
  const { act, needsCap } = next
  const { value: cap } = typed
  const isMissing = needsCap && (cap ?? 0) <= (sweep.cap ?? 0)
  const Icon = ICONS[act]
  const change = () => {
    const more = needsCap && cap !== null ? { cap } : {}
    onAct(act === 'again' ? { act, endedAt: sweep.endedAt ?? 0, ...more } : { act, ...more })
  }
  return (
    <>
      {needsCap && <CapField cap={typed} />}
      <Button
        icon={<Icon aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
        disabled={isBusy || isMissing}
        keepsFocus
        aria-describedby={act === 'again' && needsCap ? noteId : undefined}
        onClick={onFirst(change)}
      >
        {t(act)}
      </Button>
    </>
  )
}

/** Says that the cap has no room for what has failed, and how high it would have to be. */
export function CapNote({ sweep, id }: { sweep: ShownSweep; id: string }) {
  const t = useTranslations('sweeps')
  const dollars = useDollars()
  const { count, most, enough } = costAgain(sweep)
  if (sweep.state !== 'done' || count === 0 || enough === null) return null
  const words = { most: dollars.total(most), cap: dollars.total(enough) }
  return (
    <p id={id} className="mt-1 text-small text-warn">
      {t('againPastCap', words)}
    </p>
  )
}
