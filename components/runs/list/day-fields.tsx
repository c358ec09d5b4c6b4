import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RunView } from '@/lib/domain/run-view'
import { cx } from '../../ui/cx'
import { fieldClass } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'

interface Props {
  view: RunView
  onChange: (patch: { from?: string | undefined; to?: string | undefined }) => void
}

/** The days that the list shows, both included. */
export function DayFields({ view, onChange }: Props) {
  const t = useTranslations('runs.filters')
  return (
    <div className="flex flex-wrap items-center gap-2 text-ink-3 text-small">
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className="flex items-center gap-1.5">
          {t(name)}
          <input
            type="date"
            defaultValue={view[name]}
            onChange={({ target }) => {
              // One that is typed in part has no value.
              if (target.value !== '') onChange({ [name]: target.value })
            }}
            className={cx(fieldClass, 'h-7 w-auto! px-2 text-ui phone:h-11')}
          />
        </label>
      ))}
      <IconButton
        label={t('clear', { filter: t('days') })}
        icon={X}
        iconSize={14}
        onClick={() => onChange({ from: undefined, to: undefined })}
      />
    </div>
  )
}
