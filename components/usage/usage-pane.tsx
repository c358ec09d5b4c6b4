import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { usageQuery } from '@/lib/client/queries/usage'
import { useRunView } from '@/lib/client/use-run-view'
import {
  MEASURE_OF,
  MEASURES,
  type Measure,
  sumUsage,
  USAGE_GROUPS,
  type UsageGroup,
  type UsageRow,
} from '@/lib/domain/usage'
import { lastDays, stackUsage } from '@/lib/domain/usage-chart'
import { usageCsv } from '@/lib/domain/usage-csv'
import { USAGE_DAYS } from '@/lib/domain/usage-view'
import { PlainHead } from '../runs/detail/detail-head'
import { Button } from '../ui/button'
import { downloadText } from '../ui/download-text'
import { IconButton } from '../ui/icon-button'
import { LoadingBars } from '../ui/loading-bars'
import { Segment } from '../ui/segment'
import { UsageChart } from './usage-chart'
import { UsageTable } from './usage-table'
import { useUsageWords } from './use-usage-words'

/** What the runs of the last days came to: beside the list, in a run's place. */
export function UsagePane() {
  const t = useTranslations('usage')
  const common = useTranslations('common')
  const words = useUsageWords()
  const { usage, changeUsage } = useRunView()
  const { days, by, measure } = usage
  const { data, error, isFetching, refetch } = useQuery(usageQuery(Number(days), by))
  const download = () => {
    const csv = usageCsv(data ?? [], by, (name) => words.name(by, name))
    downloadText(`usage-by-${by}-${days}-days.csv`, csv)
  }
  return (
    <>
      <PlainHead
        isShort
        title={<h2 className="truncate font-semibold text-title">{t('title')}</h2>}
      >
        <IconButton
          label={t('download')}
          icon={Download}
          disabled={data === undefined || data.length === 0}
          onClick={download}
        />
      </PlainHead>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-7 pb-8 [scrollbar-gutter:stable] phone:px-4">
        <div className="mb-4 flex flex-wrap gap-x-4 gap-y-2">
          <Segment
            label={t('range')}
            value={days}
            options={USAGE_DAYS.map((value) => ({
              value,
              label: t('days', { count: Number(value) }),
            }))}
            onValueChange={(value) => changeUsage({ days: value })}
          />
          <Segment
            label={t('by')}
            value={by}
            options={USAGE_GROUPS.map((value) => ({ value, label: t(`groups.${value}`) }))}
            onValueChange={(value) => changeUsage({ by: value })}
          />
          <Segment
            label={t('measure')}
            value={measure}
            options={MEASURES.map((value) => ({ value, label: t(`measures.${value}`) }))}
            onValueChange={(value) => changeUsage({ measure: value })}
          />
        </div>
        {data !== undefined && <Shown rows={data} days={Number(days)} by={by} measure={measure} />}
        {data === undefined && error === null && (
          <LoadingBars count={6} label={common('loading')} />
        )}
        {data === undefined && error !== null && (
          <div role="alert" className="text-ui">
            <p className="mb-2 font-medium">{t('failed')}</p>
            <Button busy={isFetching && common('loading')} onClick={() => void refetch()}>
              {common('retry')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

interface ShownProps {
  rows: readonly UsageRow[]
  days: number
  by: UsageGroup
  measure: Measure
}

function Shown({ rows, days, by, measure }: ShownProps) {
  const t = useTranslations('usage')
  const { chart, total, runs } = useMemo(() => {
    const paid = rows.filter(({ isSandbox }) => !isSandbox)
    const sums = sumUsage(paid)
    return {
      chart: stackUsage(paid, lastDays(days, new Date()), measure),
      total: MEASURE_OF[measure](sums),
      runs: sums.runs,
    }
  }, [rows, days, measure])
  return (
    <>
      {runs > 0 ? (
        <UsageChart chart={chart} by={by} measure={measure} total={total} />
      ) : (
        <div className="py-6 text-ui">
          <p className="font-medium">{t(rows.length > 0 ? 'sandboxOnly' : 'empty')}</p>
          <p className="text-ink-3">{t(rows.length > 0 ? 'sandboxOnlyHint' : 'emptyHint')}</p>
        </div>
      )}
      {rows.length > 0 && (
        <div className="mt-5">
          <UsageTable rows={rows} by={by} chart={chart} />
        </div>
      )}
    </>
  )
}
