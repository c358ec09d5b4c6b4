import { useQuery } from '@tanstack/react-query'
import { Plus, Undo2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { comparisonQuery } from '@/lib/client/queries/comparison-query'
import { useStoredSettingsOf } from '@/lib/client/stores/drafts'
import { useDraftSettings } from '@/lib/client/use-draft'
import { MOST_COLUMNS, type RemovedColumn } from '@/lib/domain/comparison/comparison'
import { overridesOf } from '@/lib/domain/comparison/overrides'
import type { ChatSettings } from '@/lib/domain/conversation'
import { modelLabel } from '@/lib/domain/models'
import { Button } from '../ui/button'
import { Menu, type MenuAction } from '../ui/menu'
import type { ColumnActs } from './use-column-acts'
import { useSettingName } from './use-setting-name'

interface Props {
  comparisonId: string
  /** No further column has a place. */
  isFull: boolean
  acts: ColumnActs
}

/** Adds a column: a new one or, where some were removed, one of those. Where no further one has a place, it says so. */
export function AddColumn({ comparisonId, isFull, acts }: Props) {
  const t = useTranslations('compare')
  const { data } = useQuery(comparisonQuery(comparisonId))
  const shared = useDraftSettings(comparisonId)
  const removed = useRemovedActions(data?.removed ?? NONE, shared, acts.bringBack)
  const isAlone = removed.length === 0 && !isFull
  const refused = isFull ? t('mostColumns', { count: MOST_COLUMNS }) : undefined
  const addNew = { label: t('addNew'), icon: Plus, refused, onSelect: acts.add }
  const button = (
    <Button
      icon={<Plus aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />}
      aria-label={t('add')}
      {...(isAlone && { onClick: acts.add })}
      // On a phone it is one of a row of icons, whose edges nobody sees: its own would stand at the screen's.
      className="ml-1 phone:ml-0 phone:w-11 phone:bg-transparent phone:px-0! phone:shadow-none"
    >
      <span className="phone:sr-only">{t('addShort')}</span>
    </Button>
  )
  if (isAlone) return button
  return (
    <Menu label={t('add')} trigger={button} actions={isFull ? [addNew] : [addNew, ...removed]} />
  )
}

const NONE: readonly RemovedColumn[] = []

/** Brings each of them back; told by its answers, and by what it says otherwise than all share. */
function useRemovedActions(
  removed: readonly RemovedColumn[],
  shared: ChatSettings | null,
  onSelect: ColumnActs['bringBack'],
): MenuAction[] {
  const t = useTranslations('compare')
  const nameOf = useSettingName()
  const drafts = useStoredSettingsOf(removed.map(({ id }) => id))
  return removed.map((column, at) => {
    const settings = drafts[at] ?? column.settings
    const names = shared === null ? [] : overridesOf(settings, shared)
    return {
      label: t('bringBack', { model: modelLabel(settings.model) }),
      icon: Undo2,
      hint: [t('answersKept', { count: column.answers }), ...names.map(nameOf)].join(' · '),
      onSelect: () => onSelect(column),
    }
  })
}
