import { useQuery } from '@tanstack/react-query'
import { ChartScatter, Pause, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { sweepsQuery } from '@/lib/client/queries/sweeps-query'
import { type Standing, standingOf } from '@/lib/domain/sweeps/standing'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { LiveIcon } from '../../ui/live-icon'
import { onDemand } from '../../ui/on-demand'

interface Props {
  comparisonId: string
  columns: readonly Column[]
}

const SweepsView = onDemand<Props>(async () => (await import('./sweeps-view')).SweepsView)

/** The way to repeats and sweeps of a comparison, and to what they have shown; says how far one is. */
export function SweepsButton(props: Props) {
  const t = useTranslations('sweeps')
  const common = useTranslations('common')
  const [isOpen, setOpen] = useState(false)
  const standing = standingOf(useQuery(sweepsQuery(props.comparisonId)).data ?? [])
  return (
    <>
      <Button
        variant="quiet"
        aria-label={
          standing === null ? t('title') : t(`standing.${standing.state}`, { ...standing })
        }
        icon={<StandingIcon standing={standing} />}
        onClick={() => setOpen(true)}
        className="phone:w-11 phone:px-0!"
      >
        {standing === null ? (
          <span className="max-xl:sr-only">{t('open')}</span>
        ) : (
          <span className="phone:sr-only">
            {t('runsOf', { done: standing.ended, count: standing.all })}
          </span>
        )}
      </Button>
      <Dialog
        title={t('title')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isFull
        end={<IconButton label={common('close')} icon={X} onClick={() => setOpen(false)} />}
      >
        {isOpen && <SweepsView {...props} />}
      </Dialog>
    </>
  )
}

function StandingIcon({ standing }: { standing: Standing | null }) {
  if (standing?.state === 'running') return <LiveIcon className="text-accent" />
  const Icon = standing === null ? ChartScatter : Pause
  return <Icon aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />
}
