import { useQuery } from '@tanstack/react-query'
import { EyeOff, type LucideIcon, Menu, Rows3, SlidersHorizontal, Table2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { type CompareView, changeCompareView } from '@/lib/client/comparison/compare-view'
import type { Column } from '@/lib/client/comparison/use-columns'
import { comparisonQuery } from '@/lib/client/queries/comparison-query'
import { usePrices } from '@/lib/client/use-prices'
import { MOST_COLUMNS } from '@/lib/domain/comparison/comparison'
import { differencesAmong } from '@/lib/domain/comparison/overrides'
import { spentInAll } from '@/lib/domain/comparison/spent-in-all'
import { newId } from '@/lib/domain/ids'
import { ConversationTitle } from '../shell/conversation-title'
import { useShell } from '../shell/shell-context'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { onDemand } from '../ui/on-demand'
import { useDollars } from '../ui/use-dollars'
import { AddColumn } from './add-column'
import { DifferencesMenu } from './differences-menu'
import { VotesButton } from './judging/votes-button'
import { RunAgain } from './run-again'
import { SweepsButton } from './sweeps/sweeps-button'
import type { ColumnActs } from './use-column-acts'
import { useSettingName } from './use-setting-name'

const ExportMenu = onDemand(async () => (await import('./export/export-menu')).ExportMenu)

interface Props {
  comparisonId: string
  columns: readonly Column[]
  view: CompareView
  acts: ColumnActs
  onSettings: () => void
}

/** The bar over a comparison: its name, in what its columns differ, what it came to, and what can be done with all of it. */
export function CompareBar(props: Props) {
  const { comparisonId, columns, view } = props
  const shell = useTranslations('shell')
  const judging = useTranslations('judging')
  const { setSidebarOpen } = useShell()
  const isBlind = view.blind !== null
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-1 px-5 max-lg:px-3 phone:px-1 xl:flex-nowrap">
      <IconButton
        label={shell('openSidebar')}
        icon={Menu}
        onClick={() => setSidebarOpen(true)}
        className="lg:hidden"
      />
      <div className="flex min-w-0 flex-1 items-baseline gap-x-4 max-xl:flex-col max-xl:gap-0 phone:basis-2/3">
        <div className="min-w-0 shrink max-xl:w-full">
          <ConversationTitle id={comparisonId} />
        </div>
        {!isBlind && <Differs columns={columns} />}
      </div>
      {!isBlind && <Total {...{ comparisonId, columns }} />}
      {/* Beside the name: the row of icons fills a phone's width without it. */}
      <VotesButton comparisonId={comparisonId} />
      <div className="flex items-center gap-x-1 phone:w-full phone:justify-between phone:gap-0">
        <Toggle
          isOn={isBlind}
          label={judging('blind')}
          icon={EyeOff}
          onClick={() => changeCompareView({ blind: isBlind ? null : newId().slice(-12) })}
        />
        {!isBlind && <NamedActs {...props} />}
      </div>
    </header>
  )
}

/** What would tell whose an answer is. */
function NamedActs({ comparisonId, columns, view, acts, onSettings }: Props) {
  const t = useTranslations('compare')
  return (
    <>
      <DifferencesMenu view={view} />
      <Toggle
        isOn={view.isTable}
        label={t('table')}
        icon={Table2}
        onClick={() => changeCompareView({ isTable: !view.isTable })}
      />
      <SweepsButton comparisonId={comparisonId} columns={columns} />
      <IconButton
        label={t('even')}
        icon={Rows3}
        aria-pressed={view.isEven}
        onClick={() => changeCompareView({ isEven: !view.isEven })}
        className="aria-pressed:bg-active phone:hidden"
      />
      <RunAgain columns={columns} />
      <IconButton label={t('shared')} icon={SlidersHorizontal} onClick={onSettings} />
      <ExportMenu comparisonId={comparisonId} columns={columns} />
      <AddColumn {...{ comparisonId, acts }} isFull={columns.length >= MOST_COLUMNS} />
    </>
  )
}

interface ToggleProps {
  isOn: boolean
  label: string
  icon: LucideIcon
  onClick: () => void
}

function Toggle({ isOn, label, icon: Icon, onClick }: ToggleProps) {
  return (
    <Button
      variant="quiet"
      aria-pressed={isOn}
      aria-label={label}
      icon={<Icon aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
      onClick={onClick}
      className="aria-pressed:bg-active phone:w-11 phone:px-0!"
    >
      <span className="max-xl:sr-only">{label}</span>
    </Button>
  )
}

/** In what the columns differ, by the names on the wire. */
function Differs({ columns }: { columns: readonly Column[] }) {
  const t = useTranslations('compare')
  const format = useFormatter()
  const nameOf = useSettingName()
  const known = columns.flatMap(({ settings }) => settings ?? [])
  if (known.length < 2) return null
  const names = [...new Set(differencesAmong(known).map((name) => nameOf(name)))]
  const words = names.length === 0 ? t('differsNot') : t('differs', { names: format.list(names) })
  return (
    <p title={words} className="min-w-0 max-w-full truncate text-ink-3 text-small">
      {words}
    </p>
  )
}

/** What everything that was asked here came to, sweeps and removed columns included. */
function Total({ comparisonId, columns }: Pick<Props, 'comparisonId' | 'columns'>) {
  const t = useTranslations('compare.total')
  const dollars = useDollars()
  const prices = usePrices()
  const elsewhere = useQuery(comparisonQuery(comparisonId)).data?.elsewhere
  if (prices === null || elsewhere === undefined) return null
  const runs = columns.flatMap(({ conversation }) => conversation?.runs ?? [])
  const { usd, unknown, isPaid, isAny } = spentInAll(runs, elsewhere, prices)
  if (!isAny) return null
  const words = () => {
    if (!isPaid) return t('sandbox')
    const cost = dollars.cost(usd)
    return unknown === 0 ? t('soFar', { cost }) : t('partly', { cost, count: unknown })
  }
  return (
    <p
      title={
        elsewhere.usd > 0 || elsewhere.unknown > 0
          ? t('elsewhere', { cost: dollars.cost(elsewhere.usd) })
          : undefined
      }
      className="mx-2 shrink-0 text-ink-3 text-small max-md:hidden"
    >
      {words()}
    </p>
  )
}
