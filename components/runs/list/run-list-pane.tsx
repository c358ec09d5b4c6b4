import { useQuery } from '@tanstack/react-query'
import { ChartColumn, Menu, Radio, WifiOff } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { runOverviewQuery } from '@/lib/client/queries/run-list'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { USAGE_ID, useRunView } from '@/lib/client/use-run-view'
import { LimitsFoot } from '../../limits/limits-foot'
import { useShell } from '../../shell/shell-context'
import { cx } from '../../ui/cx'
import { IconButton } from '../../ui/icon-button'
import { useDollars } from '../../ui/use-dollars'
import { RunFilters } from './run-filters'
import { RunList } from './run-list'
import { COLUMNS, WIDE } from './run-row'

/** The list with its head: what it is, how much of it is of today, what it shows. */
export function RunListPane() {
  const t = useTranslations('runs')
  const shell = useTranslations('shell')
  const { setSidebarOpen } = useShell()
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-4 px-5 phone:h-14 phone:px-3">
        <IconButton
          label={shell('openSidebar')}
          icon={Menu}
          onClick={() => setSidebarOpen(true)}
          className="-ml-2 lg:hidden"
        />
        <h1 className="font-semibold text-title">{t('title')}</h1>
        <LiveMark />
        <Today />
        <UsageButton />
      </header>
      <RunFilters />
      <div aria-hidden className={cx(COLUMNS, 'mx-2 mt-1 h-7 shrink-0 text-ink-3 text-small')}>
        <span>{t('columns.time')}</span>
        <span>{t('columns.status')}</span>
        <span>{t('columns.model')}</span>
        <span className={WIDE}>{t('columns.source')}</span>
        <span className={cx(WIDE, 'text-right')}>{t('columns.tokens')}</span>
        <span className={cx(WIDE, 'text-right')}>{t('columns.cost')}</span>
        <span className="text-right">{t('columns.total')}</span>
      </div>
      <RunList />
      <LimitsFoot />
    </div>
  )
}

/** Opens what all runs came to, in a run's place, and puts it away. */
function UsageButton() {
  const t = useTranslations('usage')
  const { id, open } = useRunView()
  const isOpen = id === USAGE_ID
  return (
    <IconButton
      label={t('open')}
      icon={ChartColumn}
      aria-pressed={isOpen}
      data-row={USAGE_ID}
      onClick={() => open(isOpen ? null : USAGE_ID)}
      className="-mr-1.5 -ml-2 aria-pressed:bg-active"
    />
  )
}

function LiveMark() {
  const t = useTranslations('runs')
  const isLost = useIsConnectionLost()
  const Icon = isLost ? WifiOff : Radio
  return (
    <span
      role="status"
      className={cx('flex items-center gap-1.5 text-small', isLost ? 'text-ink-3' : 'text-accent')}
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} />
      {t(isLost ? 'offline' : 'live')}
    </span>
  )
}

function Today() {
  const t = useTranslations('runs')
  const format = useFormatter()
  const dollars = useDollars()
  const { data } = useQuery(runOverviewQuery())
  if (data === undefined) return null
  return (
    <p className="ml-auto truncate text-ink-2 text-small">
      {t('today', { count: format.number(data.count), cost: dollars.total(data.cost) })}
    </p>
  )
}
