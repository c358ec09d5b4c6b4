'use client'

import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  activeFaults,
  FAULT_NAMES,
  type FaultDraft,
  type FaultName,
  faultFields,
  firstDraft,
  readDraft,
  withEntry,
  withFault,
} from '@/lib/domain/fault-lab'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { FaultFields } from './fault-fields'

/** The fault that most people come for. */
const FIRST: FaultName = 'error'

interface Props {
  /** The faults that are on, as they are stored. */
  faults: string
  isSaving: boolean
  /** Takes the focus where what had it has gone. */
  addId: string
  onSave: (faults: string) => void
}

/** Chooses a fault, says how it strikes, and switches it on. One of each kind can be on. */
export function FaultForm({ faults, isSaving, addId, onSave }: Props) {
  const t = useTranslations('settings.sandbox.lab')
  const [name, setName] = useState<FaultName>(FIRST)
  const [draft, setDraft] = useState<FaultDraft>(() => firstDraft(FIRST))
  const [wrong, setWrong] = useState<readonly string[]>([])
  const fields = faultFields(name, draft)
  const isOn = activeFaults(faults).some((fault) => fault.name === name)

  const choose = (next: FaultName) => {
    setName(next)
    setDraft(firstDraft(next))
    setWrong([])
  }
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const read = readDraft(fields, draft)
    setWrong(read.wrong)
    const [first] = read.wrong
    if (first === undefined) return onSave(withFault(faults, name, read.values))
    event.currentTarget.querySelector<HTMLInputElement>(`input[name="${first}"]`)?.focus()
  }
  return (
    <form
      noValidate
      aria-label={t('title')}
      onSubmit={save}
      className="grid grid-cols-4 items-start gap-x-4 gap-y-2.5 rounded-lg bg-sunken px-4 py-3 dark:[--field:var(--active)] phone:grid-cols-2 phone:gap-x-2 phone:px-3"
    >
      <Field label={t('fault')}>
        <Select
          label={t('fault')}
          value={name}
          options={FAULT_NAMES.map((value) => ({ value, label: t(`faults.${value}`) }))}
          onValueChange={choose}
        />
      </Field>
      <FaultFields
        fault={name}
        fields={fields}
        draft={draft}
        wrong={wrong}
        onChange={(field, value) => setDraft(withEntry(name, draft, field, value))}
      />
      <Button
        id={addId}
        type="submit"
        busy={isSaving && t('saving')}
        icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
        className="col-span-full justify-self-start"
      >
        {t(isOn ? 'replace' : 'add')}
      </Button>
    </form>
  )
}
