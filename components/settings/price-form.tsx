'use client'

import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePatchSettings } from '@/lib/client/queries/settings'
import { modelLabel } from '@/lib/domain/models'
import {
  fieldsOf,
  type PriceErrors,
  type PriceFields,
  type RateField,
  readFields,
  usualCacheRead,
} from '@/lib/domain/price-form'
import { HIGHEST_RATE } from '@/lib/domain/prices'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { isTakenByInputMethod } from '../ui/input-method'
import { TextField } from '../ui/text-field'
import type { PriceLine } from './price-rows'
import { SaveError } from './save-error'

const RATES = ['input', 'output', 'cacheRead'] as const
const GRID = 'grid grid-cols-4 gap-x-4 gap-y-2 phone:grid-cols-2 phone:gap-x-2'

interface Props {
  /** What is changed; null for a price that is added. */
  line: PriceLine | null
  /** Models that have a row already. */
  taken: ReadonlySet<string>
  onClose: () => void
}

/** A price in place of its row, to be written. Enter saves, Escape leaves it as it was. */
export function PriceForm({ line, taken, onClose }: Props) {
  const t = useTranslations('settings.prices')
  const titleId = useId()
  const patch = usePatchSettings()
  const [fields, setFields] = useState(() =>
    fieldsOf(line?.model ?? '', line?.known?.price ?? null, today()),
  )
  const [errors, setErrors] = useState<PriceErrors>({})
  const { above } = fields
  const change = (part: Partial<PriceFields>) => setFields({ ...fields, ...part })

  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const read = readFields(fields, taken)
    setErrors(read.errors ?? {})
    if (read.errors !== null) return focusFirst(form, read.errors)
    patch.mutate({ prices: { [fields.model.trim()]: read.price } }, { onSuccess: onClose })
  }
  return (
    <form
      noValidate
      aria-labelledby={titleId}
      onSubmit={save}
      onKeyDown={(event) => guardKeys(event, onClose)}
      className="-mx-4 my-1 flex flex-col gap-2.5 rounded-lg bg-sunken px-4 py-3 dark:[--field:var(--active)] phone:-mx-2 phone:px-3"
    >
      <Title id={titleId} model={line?.model ?? null} />
      {line === null && (
        <ModelField
          value={fields.model}
          error={errors.model}
          onChange={(model) => change({ model })}
        />
      )}
      <div className={GRID}>
        <RateFields
          values={fields}
          prefix=""
          errors={errors}
          isFocused={line !== null}
          onChange={change}
        />
        <Field label={t('asOf')} error={errors.asOf && t(`errors.${errors.asOf}`)}>
          <TextField
            name="asOf"
            type="date"
            value={fields.asOf}
            onChange={(event) => change({ asOf: event.target.value })}
          />
        </Field>
      </div>
      {above !== null && (
        <fieldset>
          <legend className="pb-1 text-ink-2 text-small">
            {t('above', { count: above.promptTokens })}
          </legend>
          <div className={GRID}>
            <RateFields
              values={above}
              prefix="above."
              errors={errors}
              onChange={(part) => change({ above: { ...above, ...part } })}
            />
          </div>
        </fieldset>
      )}
      <p className="text-ink-3 text-small">{t('hint')}</p>
      <Acts isSaving={patch.isPending} onClose={onClose} />
      <SaveError error={patch.error} />
    </form>
  )
}

function Title({ id, model }: { id: string; model: string | null }) {
  const t = useTranslations('settings.prices')
  const title = model === null ? t('newTitle') : modelLabel(model)
  return (
    <p id={id} className="wrap-anywhere font-medium text-ui">
      {title}{' '}
      {model !== null && title !== model && (
        <span className="font-mono font-normal text-ink-3 text-small">{model}</span>
      )}
    </p>
  )
}

interface ModelFieldProps {
  value: string
  error: PriceErrors['model']
  onChange: (model: string) => void
}

function ModelField({ value, error, onChange }: ModelFieldProps) {
  const t = useTranslations('settings.prices')
  return (
    <Field label={t('modelId')} error={error && t(`errors.${error}`)}>
      <TextField
        name="model"
        autoFocus
        value={value}
        maxLength={256}
        autoComplete="off"
        spellCheck={false}
        placeholder="claude-…"
        onChange={(event) => onChange(event.target.value)}
        className="font-mono"
      />
    </Field>
  )
}

function Acts({ isSaving, onClose }: { isSaving: boolean; onClose: () => void }) {
  const t = useTranslations('settings.prices')
  const common = useTranslations('common')
  return (
    <div className="flex gap-1">
      <Button type="submit" variant="primary" busy={isSaving && t('saving')}>
        {t('save')}
      </Button>
      <Button variant="quiet" onClick={onClose}>
        {common('cancel')}
      </Button>
    </div>
  )
}

interface RateFieldsProps {
  values: Record<RateField, string>
  prefix: '' | 'above.'
  errors: PriceErrors
  isFocused?: boolean
  onChange: (part: Partial<Record<RateField, string>>) => void
}

function RateFields({ values, prefix, errors, isFocused = false, onChange }: RateFieldsProps) {
  const t = useTranslations('settings.prices')
  const usual = usualCacheRead(values.input)
  return RATES.map((field, index) => {
    const error = errors[`${prefix}${field}`]
    return (
      <Field
        key={field}
        label={t(field)}
        error={error && t(`errors.${error}`, { most: HIGHEST_RATE })}
      >
        <TextField
          name={`${prefix}${field}`}
          autoFocus={isFocused && index === 0}
          value={values[field]}
          inputMode="decimal"
          autoComplete="off"
          placeholder={field === 'cacheRead' && usual !== null ? String(usual) : ''}
          onChange={(event) => onChange({ [field]: event.target.value })}
          className="text-right"
        />
      </Field>
    )
  })
}

/** Keys that belong to an input method neither save nor close. */
function guardKeys(event: KeyboardEvent, onClose: () => void): void {
  const isTaken = isTakenByInputMethod(event.nativeEvent)
  const isField = event.target instanceof HTMLInputElement
  // Enter with Shift or Alt saves nothing either.
  const isOdd = isTaken || event.shiftKey || event.altKey
  if (event.key === 'Enter' && isField && isOdd) event.preventDefault()
  if (event.key === 'Escape' && !isTaken) onClose()
}

function focusFirst(form: HTMLFormElement, errors: PriceErrors): void {
  const inputs = [...form.querySelectorAll('input')]
  inputs.find(({ name }) => Object.hasOwn(errors, name))?.focus()
}

/** Today by this machine's calendar, as a date field writes it. */
function today(): string {
  const now = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
