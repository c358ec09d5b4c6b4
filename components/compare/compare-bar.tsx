import {
  Ellipsis,
  GitCompare,
  Menu as MenuIcon,
  Plus,
  Rows3,
  SlidersHorizontal,
  Table2,
  X,
} from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import {
  type CompareView,
  changeCompareView,
  DIFFERENCES,
} from '@/lib/client/comparison/comparison-path'
import type { Column } from '@/lib/client/comparison/use-columns'
import { usePrices } from '@/lib/client/use-prices'
import { MOST_COLUMNS } from '@/lib/domain/comparison/comparison'
import { differencesAmong } from '@/lib/domain/comparison/overrides'
import { totalOf } from '@/lib/domain/cost'
import { ConversationTitle } from '../shell/conversation-title'
import { useShell } from '../shell/shell-context'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Menu } from '../ui/menu'
import { onDemand } from '../ui/on-demand'
import { useDollars } from '../ui/use-dollars'
import { DifferencesMenu } from './differences-menu'
import { useSettingName } from './use-setting-name'

const ExportMenu = onDemand(async () => (await import('./export/export-menu')).ExportMenu)

interface Props {
  comparisonId: string
  columns: readonly Column[]
  view: CompareView
  onAdd: () => void
  onSettings: () => void
}

/** The bar over a comparison: its name, in what its columns differ, what it came to, and how it is looked at. */
export function CompareBar({ comparisonId, columns, view, onAdd, onSettings }: Props) {
  const t = useTranslations('compare')
  const shell = useTranslations('shell')
  const { setSidebarOpen } = useShell()
  const isFull = columns.length >= MOST_COLUMNS
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-2 px-5 max-lg:px-3 phone:min-h-14 phone:px-1">
      <IconButton
        label={shell('openSidebar')}
        icon={MenuIcon}
        onClick={() => setSidebarOpen(true)}
        className="lg:hidden"
      />
      <div className="flex min-w-0 flex-1 items-baseline gap-x-4 phone:flex-col phone:gap-0">
        <div className="min-w-0 shrink phone:w-full">
          <ConversationTitle id={comparisonId} />
        </div>
        <Differs columns={columns} />
      </div>
      <Total columns={columns} />
      <DifferencesMenu view={view} />
      <PhoneMenu view={view} />
      <Toggle
        isOn={view.isEven}
        label={t('even')}
        icon={Rows3}
        onClick={() => changeCompareView({ isEven: !view.isEven })}
      />
      <Toggle
        isOn={view.isTable}
        label={t('table')}
        icon={Table2}
        onClick={() => changeCompareView({ isTable: !view.isTable })}
      />
      <Button
        variant="quiet"
        icon={<SlidersHorizontal aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
        aria-label={t('shared')}
        onClick={onSettings}
        className="phone:w-11 phone:px-0"
      >
        <span className="max-xl:sr-only">{t('shared')}</span>
      </Button>
      <ExportMenu comparisonId={comparisonId} columns={columns} />
      <Button
        icon={<Plus aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
        disabled={isFull}
        title={isFull ? t('mostColumns', { count: MOST_COLUMNS }) : undefined}
        aria-label={t('add')}
        onClick={onAdd}
        className="phone:w-11 phone:px-0"
      >
        <span className="phone:sr-only">{t('addShort')}</span>
      </Button>
    </header>
  )
}

/** The same ways of looking, where there is no room for their buttons. */
function PhoneMenu({ view }: { view: CompareView }) {
  const t = useTranslations('compare')
  return (
    <Menu
      label={t('look')}
      trigger={<IconButton label={t('look')} icon={Ellipsis} className="md:hidden" />}
      actions={[
        {
          label: t(view.isTable ? 'columns' : 'table'),
          icon: Table2,
          onSelect: () => changeCompareView({ isTable: !view.isTable }),
        },
        ...DIFFERENCES.filter((mode) => mode !== view.differences).map((mode) => ({
          label: t(`differences.${mode}`),
          icon: GitCompare,
          onSelect: () => changeCompareView({ differences: mode }),
        })),
        ...(view.differences === null
          ? []
          : [
              {
                label: t('differences.off'),
                icon: X,
                onSelect: () => changeCompareView({ differences: null }),
              },
            ]),
      ]}
    />
  )
}

interface ToggleProps {
  isOn: boolean
  label: string
  icon: typeof Rows3
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
      className="aria-pressed:bg-active max-md:hidden"
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
    <p title={words} className="min-w-0 truncate text-ink-3 text-small">
      {words}
    </p>
  )
}

/** What everything that was asked here came to. */
function Total({ columns }: { columns: readonly Column[] }) {
  const t = useTranslations('compare.total')
  const dollars = useDollars()
  const prices = usePrices()
  if (prices === null) return null
  const runs = columns.flatMap(({ conversation }) => conversation?.runs ?? [])
  const { usd, unknown, runs: paid, sandboxRuns } = totalOf(runs, prices)
  if (paid + sandboxRuns === 0) return null
  const words = () => {
    if (paid === 0) return t('sandbox')
    return unknown === 0
      ? t('soFar', { cost: dollars.cost(usd) })
      : t('partly', { cost: dollars.cost(usd), count: unknown })
  }
  return <p className="shrink-0 text-ink-3 text-small max-md:hidden">{words()}</p>
}
