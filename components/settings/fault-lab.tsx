'use client'

import { TriangleAlert, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { usePatchSettings } from '@/lib/client/queries/settings'
import { activeFaults, withFault } from '@/lib/domain/fault-lab'
import { directiveText } from '@/lib/domain/sandbox-directives'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Note } from '../ui/note'
import { FaultForm } from './fault-form'
import { SaveError } from './save-error'
import { useFaultWords } from './use-fault-words'

const ADD_ID = 'add-fault'

/** Switches on faults for every call to the sandbox, and off again. */
export function FaultLab({ faults }: { faults: string }) {
  const t = useTranslations('settings.sandbox.lab')
  const patch = usePatchSettings()
  const save = (next: string) => patch.mutate({ sandbox: { faults: next } })
  // What was pressed goes with its fault.
  const drop = (next: string) =>
    patch.mutate(
      { sandbox: { faults: next } },
      { onSuccess: () => document.getElementById(ADD_ID)?.focus() },
    )
  return (
    <section aria-labelledby="fault-lab-title" className="pt-5">
      <h3 id="fault-lab-title" className="font-semibold text-title">
        {t('title')}
      </h3>
      <p className="max-w-160 pb-2 text-ink-3 text-ui">{t('text')}</p>
      {faults !== '' && (
        <Note
          tone="warn"
          role="status"
          icon={TriangleAlert}
          title={t('on')}
          className="mb-2"
          actions={<Button onClick={() => drop('')}>{t('allOff')}</Button>}
        >
          <FaultList
            faults={faults}
            isSaving={patch.isPending}
            onRemove={(name) => drop(withFault(faults, name, null))}
          />
        </Note>
      )}
      <FaultForm faults={faults} isSaving={patch.isPending} addId={ADD_ID} onSave={save} />
      <SaveError error={patch.error} />
    </section>
  )
}

interface ListProps {
  faults: string
  isSaving: boolean
  onRemove: (name: ReturnType<typeof activeFaults>[number]['name']) => void
}

function FaultList({ faults, isSaving, onRemove }: ListProps) {
  const t = useTranslations('settings.sandbox.lab')
  const say = useFaultWords()
  return (
    <ul className="mt-1 phone:space-y-1">
      {activeFaults(faults).map(({ name, values }) => {
        const code = directiveText(name, values)
        const sentence = say(name, values)
        return (
          <li key={name} className="flex items-center gap-2">
            <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
              {sentence !== null && <span className="text-ink">{sentence}</span>}
              <code className="font-mono text-ink-3 text-small">{code}</code>
            </span>
            <IconButton
              label={t('remove', { fault: sentence ?? code })}
              icon={X}
              disabled={isSaving}
              onClick={() => onRemove(name)}
            />
          </li>
        )
      })}
    </ul>
  )
}
