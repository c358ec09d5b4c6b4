'use client'

import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useCreateGatewayKey, usePatchGatewayKey } from '@/lib/client/queries/gateway-keys'
import {
  fieldsOf,
  type KeyErrors,
  type KeyFields,
  readKeyFields,
} from '@/lib/domain/gateway-key-form'
import {
  type CreatedGatewayKey,
  type GatewayKeyView,
  LONGEST_KEY_NAME,
} from '@/lib/domain/gateway-keys'
import type { Settings } from '@/lib/domain/settings'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { isComposing } from '../../ui/is-composing'
import { TextField } from '../../ui/text-field'
import { SaveError } from '../save-error'
import { CallTerms } from './call-terms'
import { ExpiryFields } from './expiry-fields'
import type { FormPart } from './form-part'
import { ModelTokens } from './model-tokens'
import { UpstreamChoice } from './upstream-choice'
import { useKnownModels } from './use-known-models'

interface Props {
  /** Null = a new one. */
  keyView: GatewayKeyView | null
  settings: Settings
  onMade?: (created: CreatedGatewayKey) => void
  onClose: () => void
}

const LIMITS = ['requestsPerMinute', 'tokensPerDay'] as const
const GRID = 'grid grid-cols-2 gap-3 phone:grid-cols-1'

/** What a key is called and may do. Enter saves, Escape leaves all as it was. */
export function GatewayKeyForm({ keyView, settings, onMade, onClose }: Props) {
  const t = useTranslations('gatewayKeys')
  const titleId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [fields, setFields] = useState(() => fieldsOf(keyView))
  const [errors, setErrors] = useState<KeyErrors>({})
  const models = useKnownModels(settings.upstreams)
  const save = useSave(keyView, { onMade, onClose })
  const change = (part: Partial<KeyFields>) => {
    setFields((known) => ({ ...known, ...part }))
    // What is being mended is not complained of meanwhile.
    setErrors((known) => ({ ...known, ...blank(part) }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (save.isPending) return
    const read = readKeyFields(fields, Date.now())
    setErrors(read.errors ?? {})
    if (read.draft !== null) return save.send(read.draft)
    requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    })
  }
  const shared = { fields, errors, change }
  return (
    <form
      ref={form}
      noValidate
      aria-labelledby={titleId}
      onSubmit={submit}
      onKeyDown={(event) => guardKeys(event, onClose)}
      className="-mx-3 my-2 flex flex-col gap-3.5 rounded-lg bg-sunken p-3 dark:[--field:var(--active)]"
    >
      <p id={titleId} className="wrap-anywhere font-semibold text-ui">
        {keyView === null ? t('newTitle') : t('editTitle', { name: keyView.name })}
      </p>
      <div className={GRID}>
        <Field label={t('name')} error={errors.name && t(`errors.${errors.name}`)}>
          <TextField
            autoFocus
            value={fields.name}
            maxLength={LONGEST_KEY_NAME}
            placeholder={t('nameHint')}
            autoComplete="off"
            onChange={({ target }) => change({ name: target.value })}
          />
        </Field>
        <ExpiryFields {...shared} keyView={keyView} />
      </div>
      <UpstreamChoice {...shared} upstreams={settings.upstreams} />
      <ModelTokens {...shared} suggestions={models} />
      <Limits {...shared} />
      <CallTerms {...shared} upstreams={settings.upstreams} models={models} />
      <Acts isNew={keyView === null} isPending={save.isPending} onClose={onClose} />
      <SaveError error={save.error} />
    </form>
  )
}

function Limits({ fields, errors, change }: FormPart) {
  const t = useTranslations('gatewayKeys')
  return (
    <div className={GRID}>
      {LIMITS.map((limit) => (
        <Field key={limit} label={t(limit)} error={errors[limit] && t(`errors.${errors[limit]}`)}>
          <TextField
            value={fields[limit]}
            inputMode="numeric"
            autoComplete="off"
            placeholder={t('noLimit')}
            onChange={({ target }) => change({ [limit]: target.value })}
          />
        </Field>
      ))}
    </div>
  )
}

function Acts({
  isNew,
  isPending,
  onClose,
}: {
  isNew: boolean
  isPending: boolean
  onClose: () => void
}) {
  const t = useTranslations('gatewayKeys')
  const common = useTranslations('common')
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button type="submit" variant="primary" busy={isPending && t('saving')}>
        {t(isNew ? 'make' : 'save')}
      </Button>
      <Button variant="quiet" onClick={onClose}>
        {common('cancel')}
      </Button>
    </div>
  )
}

/** Makes a key or changes one, whichever the form is for. */
function useSave(
  keyView: GatewayKeyView | null,
  { onMade, onClose }: { onMade: Props['onMade'] | undefined; onClose: () => void },
) {
  const create = useCreateGatewayKey()
  const patch = usePatchGatewayKey()
  return {
    isPending: create.isPending || patch.isPending,
    error: create.error ?? patch.error,
    send: (draft: NonNullable<ReturnType<typeof readKeyFields>['draft']>) => {
      if (keyView !== null)
        return patch.mutate({ id: keyView.id, ...draft }, { onSuccess: onClose })
      const { expiresAt = null } = draft
      create.mutate({ ...draft, expiresAt }, { onSuccess: (created) => onMade?.(created) })
    },
  }
}

function blank(part: Partial<KeyFields>): Partial<Record<keyof KeyErrors, undefined>> {
  const names = Object.keys(part).map((name) => (name === 'expiry' ? 'date' : name))
  return Object.fromEntries(names.map((name) => [name, undefined]))
}

/** Enter that chooses a word submits nothing, and Escape that gives up on one closes nothing. */
function guardKeys(event: KeyboardEvent, close: () => void): void {
  if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
  if (event.key !== 'Escape' || isComposing(event) || event.defaultPrevented) return
  event.stopPropagation()
  close()
}
