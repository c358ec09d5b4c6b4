import { memo } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { modelLabel } from '@/lib/domain/models'
import { type RunSummary, stateOf } from '@/lib/domain/run-list'
import { useDuration } from '../../thread/use-duration'
import { cx } from '../../ui/cx'
import { RowLink, type RowLinkProps } from '../../ui/row-link'
import { useDollars } from '../../ui/use-dollars'
import { useClockTime, useSourceWord } from '../run-words'
import { StateMark } from '../state-mark'

/** Time, status, model, source, tokens, cost, total; where the list is narrow, the four that matter most. */
export const COLUMNS =
  'grid grid-cols-[62px_98px_minmax(0,1fr)_60px] items-center gap-x-2 px-3 @xl:grid-cols-[64px_98px_minmax(0,1fr)_minmax(0,1fr)_62px_66px_56px]'
/** Of the columns that a narrow list leaves out. */
export const WIDE = 'hidden @xl:block'
/** Below a value, where rows are as high as a finger needs them and there is no column for it. */
const SECOND_LINE = 'hidden truncate font-normal text-ink-3 text-small phone:@max-xl:block'

interface Props extends RowLinkProps {
  run: RunSummary
}

/** A run in the list: a link to it. */
export const RunRow = memo(function RunRow(props: Props) {
  const { run, ...link } = props
  const t = useTranslations('runs')
  const format = useFormatter()
  const dollars = useDollars()
  const clock = useClockTime()
  const source = useSourceWord()
  const none = t('none')
  const cost = run.cost === null ? none : dollars.cost(run.cost)
  const isLive = stateOf(run) === 'live'
  const tokens = tokensOf(run)
  return (
    <RowLink {...link} id={run.id} className={cx(COLUMNS, 'h-8 phone:h-11')}>
      <span>{clock(run.createdAt)}</span>
      <StateMark run={run} />
      <span className="truncate font-medium text-ink" title={run.model} data-user-text>
        {run.model === '' ? none : modelLabel(run.model)}
        <span className={SECOND_LINE}>{source(run)}</span>
      </span>
      <span className={cx(WIDE, 'truncate text-ink-3')} title={source(run)}>
        {source(run)}
      </span>
      <span className={cx(WIDE, 'text-right')}>
        {tokens === null ? none : format.number(tokens)}
      </span>
      <span className={cx(WIDE, 'text-right')}>{cost}</span>
      <span className="text-right">
        {isLive ? <Elapsed since={run.createdAt} /> : <Total total={run.total} none={none} />}
        <span className={SECOND_LINE}>{cost}</span>
      </span>
    </RowLink>
  )
})

/** All that went in and came out; of a failure nothing did. */
function tokensOf({ promptTokens, outputTokens, status }: RunSummary): number | null {
  if (promptTokens === null && outputTokens === null) return status === 'failed' ? 0 : null
  return (promptTokens ?? 0) + (outputTokens ?? 0)
}

function Total({ total, none }: { total: number | null; none: string }) {
  const duration = useDuration()
  return total === null ? none : duration(total)
}

/** How long a live run has taken, by this tab's clock. */
function Elapsed({ since }: { since: number }) {
  const duration = useDuration()
  const now = useNow({ updateInterval: 200 })
  return duration(Math.max(100, Math.floor((now.getTime() - since) / 100) * 100))
}
