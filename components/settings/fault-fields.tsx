'use client'

import { useTranslations } from 'use-intl'
import type { FaultDraft, FaultField, FaultName } from '@/lib/domain/fault-lab'
import { errorType } from '@/lib/wire/errors'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { Switch } from '../ui/switch'
import { TextField } from '../ui/text-field'
import { useFaultLabels } from './use-fault-words'

interface Props {
  fault: FaultName
  fields: readonly FaultField[]
  draft: FaultDraft
  /** Names of fields whose numbers are not allowed. */
  wrong: readonly string[]
  onChange: (name: string, value: string) => void
}

/** What a fault asks for: a control for each of its values. */
export function FaultFields({ fault, fields, draft, wrong, onChange }: Props) {
  const labels = useFaultLabels(fault)
  return fields.map((field) => {
    const shared = {
      label: labels.field(field.name),
      value: draft[field.name] ?? '',
      onChange: (value: string) => onChange(field.name, value),
    }
    if (field.kind === 'number') {
      return (
        <NumberOf key={field.name} {...shared} field={field} isWrong={wrong.includes(field.name)} />
      )
    }
    if (field.kind === 'choice') {
      return <ChoiceOf key={field.name} {...shared} fault={fault} field={field} />
    }
    return <FlagOf key={field.name} {...shared} />
  })
}

interface ControlProps {
  label: string
  value: string
  onChange: (value: string) => void
}

function NumberOf({
  field,
  label,
  value,
  isWrong,
  onChange,
}: ControlProps & { field: Extract<FaultField, { kind: 'number' }>; isWrong: boolean }) {
  const t = useTranslations('settings.sandbox.lab')
  const empty = EMPTY.find((name) => name === field.name)
  return (
    <Field
      label={label}
      error={isWrong ? t('wrong', { min: field.min, max: field.max }) : undefined}
    >
      <TextField
        name={field.name}
        value={value}
        inputMode="numeric"
        autoComplete="off"
        placeholder={field.isNeeded || empty === undefined ? '' : t(`empty.${empty}`)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

/** What an empty field means. */
const EMPTY = ['after', 'times', 'percent', 'retry', 'seconds'] as const

function ChoiceOf({
  fault,
  field,
  label,
  value,
  onChange,
}: ControlProps & { fault: FaultName; field: Extract<FaultField, { kind: 'choice' }> }) {
  const t = useTranslations('settings.sandbox.lab')
  const labels = useFaultLabels(fault)
  const options = field.choices.map((choice) => {
    const isStatus = fault === 'error' && field.name === 'value'
    const hint = isStatus ? errorType(Number(choice)) : undefined
    return { value: choice, label: labels.choice(choice), hint }
  })
  return (
    <Field label={label}>
      <Select
        label={label}
        value={value}
        options={field.isNeeded ? options : [{ value: '', label: t('none') }, ...options]}
        onValueChange={onChange}
      />
    </Field>
  )
}

function FlagOf({ label, value, onChange }: ControlProps) {
  return (
    <div className="flex items-center gap-2 self-end pb-1.5 text-ink-2 text-ui phone:pb-2">
      <Switch label={label} isOn={value !== ''} onChange={(isOn) => onChange(isOn ? 'on' : '')} />
      <span aria-hidden>{label}</span>
    </div>
  )
}
