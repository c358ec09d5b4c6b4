import { useTranslations } from 'use-intl'
import { Field } from '../../ui/field'
import { TextField } from '../../ui/text-field'
import type { TypedCap } from './use-typed-cap'

/** What a sweep may cost at most. */
export function CapField({ cap }: { cap: TypedCap }) {
  const t = useTranslations('sweeps')
  return (
    <Field
      label={t('capLabel')}
      isLabelHidden
      error={cap.error}
      // What stands beside it goes below as a whole.
      {...(cap.error === null ? {} : { className: 'phone:w-full' })}
    >
      <div className="flex items-center gap-2 text-ui">
        <span aria-hidden className="text-ink-3">
          {t('cap')}
        </span>
        <TextField
          value={cap.text}
          inputMode="decimal"
          autoComplete="off"
          onChange={(event) => cap.type(event.target.value)}
          className="w-22! text-right phone:w-24!"
        />
      </div>
    </Field>
  )
}
