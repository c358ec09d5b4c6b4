import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { modelLabel } from '@/lib/domain/models'
import { RequestPanel } from '../request/request-panel'
import { useMediaQuery } from '../shell/use-media-query'
import { cx } from '../ui/cx'
import { Drawer } from '../ui/drawer'
import { Field } from '../ui/field'
import { Select } from '../ui/select'

interface Props {
  comparisonId: string
  columns: readonly Column[]
  /** Whose settings are open: a column's, what is shared (the comparison's id), or none. */
  openId: string | null
  onOpen: (id: string | null) => void
}

/** The settings of a column, or what all columns share. */
export function SettingsDrawer({ comparisonId, columns, openId, onOpen }: Props) {
  const t = useTranslations('compare')
  const isPhone = useMediaQuery('(width < 768px)')
  const nameOf = ({ settings }: Column, index: number) =>
    t('column', { number: index + 1, model: settings === null ? '' : modelLabel(settings.model) })
  const options = [
    { value: comparisonId, label: t('allColumns') },
    ...columns.map((column, index) => ({ value: column.id, label: nameOf(column, index) })),
  ]
  const isShared = openId === comparisonId
  return (
    <Drawer
      label={t('settingsTitle')}
      side={isPhone ? 'bottom' : 'right'}
      isOpen={openId !== null}
      onOpenChange={(isOpen) => !isOpen && onOpen(null)}
      className={isPhone ? 'h-[91.5dvh]' : 'w-90'}
    >
      {openId !== null && (
        <>
          <div className={cx('shrink-0 px-4 pt-3', isPhone && 'pt-0')}>
            <Field label={t('whose')}>
              <Select
                label={t('whose')}
                value={openId}
                options={options}
                onValueChange={(id) => onOpen(id)}
              />
            </Field>
            <p className="pt-1.5 text-ink-3 text-small">
              {t(isShared ? 'sharedHint' : 'columnHint')}
            </p>
          </div>
          <RequestPanel
            key={openId}
            conversationId={openId}
            isShared={isShared}
            onClose={() => onOpen(null)}
          />
        </>
      )}
    </Drawer>
  )
}
