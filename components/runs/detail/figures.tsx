import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { usePrices } from '@/lib/client/use-prices'
import { billOf, promptOf } from '@/lib/domain/cost'
import { hasEnded, type Run, tokensPerSecond } from '@/lib/domain/run'
import { useDuration } from '../../thread/use-duration'
import { cx } from '../../ui/cx'
import { useDollars } from '../../ui/use-dollars'
import { StateMark } from '../state-mark'

/** The figures that tell most of a run, each over what it is. */
export function Figures({ run }: { run: Run }) {
  const t = useTranslations('runs.figures')
  const format = useFormatter()
  const duration = useDuration()
  const dollars = useDollars()
  const prices = usePrices()
  const { timing, message } = run
  const usage = message?.usage
  const rate = run.status === 'complete' ? tokensPerSecond(usage, timing) : null
  const cost = prices === null ? null : billOf(run, prices)
  const cached = usage?.cache_read_input_tokens ?? 0
  const thinking = usage?.output_tokens_details?.thinking_tokens ?? 0
  return (
    <dl className="flex flex-wrap gap-x-9 gap-y-3 px-7 pt-1 pb-2 phone:gap-x-6 phone:px-4">
      <Figure
        value={
          <StateMark
            run={{ ...run, stopReason: message?.stop_reason ?? null }}
            className="font-semibold"
          />
        }
        label={reasonOf(run) ?? t('status')}
        isWire={reasonOf(run) !== null}
      />
      {timing.firstToken !== null && (
        <Figure value={duration(timing.firstToken)} label={t('firstToken')} />
      )}
      {timing.total !== null && <Figure value={duration(timing.total)} label={t('total')} />}
      {rate !== null && (
        <Figure value={format.number(rate, { maximumFractionDigits: 1 })} label={t('rate')} />
      )}
      {usage?.input_tokens != null && (
        <Figure
          value={format.number(promptOf(usage))}
          label={cached > 0 ? t('inCached', { count: format.number(cached) }) : t('in')}
        />
      )}
      {usage?.output_tokens != null && hasEnded(run.status) && (
        <Figure
          value={format.number(usage.output_tokens)}
          label={thinking > 0 ? t('outThinking', { count: format.number(thinking) }) : t('out')}
        />
      )}
      {hasEnded(run.status) && prices !== null && (
        <Figure
          value={cost === null ? t('unknown') : dollars.cost(cost)}
          label={t(costLabel(run))}
        />
      )}
    </dl>
  )
}

/** In the wire's word: why it ended, or what failed. */
function reasonOf({ message, error }: Run): string | null {
  return error?.type ?? message?.stop_reason ?? null
}

/** A call that the cache answered cost nothing, wherever its answer once came from. */
function costLabel({ replayOf, isSandbox }: Run) {
  if (replayOf !== null) return 'costReplayed'
  return isSandbox ? 'costSandbox' : 'cost'
}

function Figure(props: { value: ReactNode; label: string; isWire?: boolean }) {
  return (
    <div className="flex min-w-0 flex-col-reverse">
      <dt className={cx('truncate text-ink-3 text-small', props.isWire === true && 'font-mono')}>
        {props.label}
      </dt>
      <dd className="font-semibold text-title">{props.value}</dd>
    </div>
  )
}
