'use client'

import { useTranslations } from 'use-intl'
import { EXPIRIES, type Expiry } from '@/lib/domain/gateway-key-form'
import type { GatewayKeyView } from '@/lib/domain/gateway-keys'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { TextField } from '../../ui/text-field'
import type { FormPart } from './form-part'
import { useKeyTimes } from './use-key-times'

/** When a key ends: after some days, on a day, never, or when it did so far. */
export function ExpiryFields({
  fields,
  errors,
  change,
  keyView,
}: FormPart & { keyView: GatewayKeyView | null }) {
  const t = useTranslations('gatewayKeys')
  const times = useKeyTimes()
  const has = keyView?.expiresAt ?? null
  const labelOf = (expiry: Expiry) => {
    if (expiry === 'keep') return t('expiry.keep', { day: times.expires(has) })
    if (expiry === 'never' || expiry === 'date') return t(`expiry.${expiry}`)
    return t('expiry.days', { count: Number(expiry) })
  }
  const choices: readonly Expiry[] = has === null ? EXPIRIES : ['keep', ...EXPIRIES]
  return (
    <div className="flex items-start gap-2">
      <Field label={t('expires')} className="flex-1">
        <Select
          label={t('expires')}
          value={fields.expiry}
          options={choices.map((value) => ({ value, label: labelOf(value) }))}
          onValueChange={(expiry) => change({ expiry })}
        />
      </Field>
      {fields.expiry === 'date' && (
        <Field
          label={t('lastDay')}
          error={errors.date && t(`errors.${errors.date}`)}
          className="flex-1"
        >
          <TextField
            autoFocus
            type="date"
            value={fields.date}
            onChange={({ target }) => change({ date: target.value })}
          />
        </Field>
      )}
    </div>
  )
}
