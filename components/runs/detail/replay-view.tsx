import { Pause, Play, RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Run } from '@/lib/domain/run'
import type { StreamEvent } from '@/lib/domain/timeline/read-events'
import { BlockList } from '../../thread/blocks/block-list'
import { Button } from '../../ui/button'
import { Segment } from '../../ui/segment'
import { useReplay } from './use-replay'

const SPEEDS = ['1', '10'] as const
type Speed = (typeof SPEEDS)[number]

interface Props {
  run: Run
  events: readonly StreamEvent[]
  onClose: () => void
}

/** The recorded stream once more, in its own time. Nothing is sent anywhere. */
export function ReplayView({ run, events, onClose }: Props) {
  const t = useTranslations('runs.replay')
  const [speed, setSpeed] = useState<Speed>('1')
  const replay = useReplay(run, events, Number(speed))
  const { fold, timing, isOver, isPlaying, count } = replay
  const icon = { 'aria-hidden': true, size: 14, strokeWidth: 1.5 } as const
  return (
    <section aria-label={t('title')} className="px-7 pt-3 phone:px-4">
      <div className="sticky top-0 z-10 -mx-2 mb-4 rounded-lg bg-sunken p-2">
        <div className="flex flex-wrap items-center gap-2">
          {isOver ? (
            <Button icon={<RotateCcw {...icon} />} onClick={replay.restart}>
              {t('again')}
            </Button>
          ) : (
            <Button
              icon={isPlaying ? <Pause {...icon} /> : <Play {...icon} />}
              onClick={replay.toggle}
            >
              {t(isPlaying ? 'pause' : 'resume')}
            </Button>
          )}
          <Segment
            label={t('speed')}
            value={speed}
            options={SPEEDS.map((value) => ({
              value,
              label: t('times', { speed: Number(value) }),
            }))}
            onValueChange={setSpeed}
          />
          <Progress elapsed={replay.elapsed} end={replay.end} count={count} of={events.length} />
          <Button
            variant="quiet"
            icon={<X {...icon} />}
            onClick={onClose}
            className="ml-auto phone:px-2!"
          >
            {t('stop')}
          </Button>
        </div>
      </div>
      <p className="mb-3 text-ink-3 text-small">{t('note')}</p>
      <div className="max-w-149">
        <BlockList
          live={{
            run: { ...run, timing: isOver ? run.timing : timing },
            fold,
            seq: count,
            heardAt: 0,
            leftAt: null,
          }}
          run={undefined}
        />
      </div>
    </section>
  )
}

function Progress(props: { elapsed: number; end: number; count: number; of: number }) {
  const t = useTranslations('runs.replay')
  const format = useFormatter()
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  const seconds = (ms: number) => format.number(ms / 1000, digits)
  const share = props.end > 0 ? props.elapsed / props.end : 1
  return (
    <div className="flex min-w-40 flex-1 items-center gap-2 phone:order-last phone:basis-full phone:px-1">
      <div
        role="progressbar"
        aria-label={t('progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className="h-1 min-w-16 flex-1 overflow-clip rounded-sm bg-active"
      >
        <div className="h-full origin-left bg-accent" style={{ scale: `${share} 1` }} />
      </div>
      <span className="text-ink-2 text-small">
        {t('at', { elapsed: seconds(props.elapsed), end: seconds(props.end) })}
      </span>
      <span className="w-24 text-right text-ink-3 text-small phone:hidden">
        {t('events', { count: format.number(props.count), of: format.number(props.of) })}
      </span>
    </div>
  )
}
