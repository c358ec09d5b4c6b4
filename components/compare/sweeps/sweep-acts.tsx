import { type LucideIcon, Pause, Play, RotateCw, Square } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { costAgain } from '@/lib/domain/sweeps/ask-again'
import type { ChangeSweep, ShownSweep } from '@/lib/domain/sweeps/sweep'
import { Button } from '../../ui/button'
import { useDollars } from '../../ui/use-dollars'
import { CapField } from './cap-field'

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
  const { state } = sweep
  if (state === 'stopped') return null
  if (state === 'done') return <Again {...{ sweep, isBusy, onAct, noteId }} />
  return (
    <>
      {state === 'paused' ? (
        <Resume {...{ sweep, isBusy, onAct }} />
      ) : (
        <Button
          icon={<Pause aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
          disabled={isBusy}
          keepsFocus
          onClick={onFirst(() => onAct({ act: 'pause' }))}
        >
          {t('pause')}
        </Button>
      )}
      <Button
        variant="quiet"
        icon={<Square aria-hidden size={14} strokeWidth={1.5} />}
        disabled={isBusy}
        onClick={onFirst(() => onAct({ act: 'stop' }))}
      >
        {t('stop')}
      </Button>
    </>
  )
}

/** The second click of a double click may meet what has come in the place of what was clicked. */
function onFirst(act: () => void) {
  return ({ detail }: MouseEvent) => {
    if (detail < 2) act()
  }
}

function Resume({ sweep, isBusy, onAct }: Omit<Props, 'noteId'>) {
  const t = useTranslations('sweeps')
  return (
    <WithCap
      {...{ sweep, isBusy }}
      icon={Play}
      label={t('resume')}
      needsCap={sweep.pausedBy === 'cap'}
      onAct={(cap) => onAct({ act: 'resume', ...cap })}
    />
  )
}

/** Only where something has failed: asks it again, which may need another cap. */
function Again({ sweep, isBusy, onAct, noteId }: Props) {
  const t = useTranslations('sweeps')
  const { count, enough } = costAgain(sweep)
  if (count === 0) return null
  return (
    <WithCap
      {...{ sweep, isBusy }}
      icon={RotateCw}
      label={t('again')}
      needsCap={enough !== null}
      noteId={enough === null ? undefined : noteId}
      onAct={(cap) => onAct({ act: 'again', endedAt: sweep.endedAt ?? 0, ...cap })}
    />
  )
}

interface WithCapProps {
  sweep: ShownSweep
  isBusy: boolean
  icon: LucideIcon
  label: string
  /** With no more than the cap it has, it would pause again at once. */
  needsCap: boolean
  noteId?: string | undefined
  onAct: (change: { cap?: number }) => void
}

/** An act upon a sweep, and another cap where it needs one. */
function WithCap(props: WithCapProps) {
  const { sweep, isBusy, icon: Icon, label, needsCap, noteId, onAct } = props
  const [typed, setTyped] = useState<number | null>(null)
  const cap = typed ?? sweep.cap
  const isMissing = needsCap && (cap ?? 0) <= (sweep.cap ?? 0)
  return (
    <>
      {needsCap && <CapField value={cap} onChange={setTyped} />}
      <Button
        icon={<Icon aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
        disabled={isBusy || isMissing}
        keepsFocus
        aria-describedby={noteId}
        onClick={onFirst(() => onAct(needsCap && cap !== null ? { cap } : {}))}
      >
        {label}
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
