'use client'

import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type KeyChange, useSaveKey } from '@/lib/client/queries/upstream-keys'
import type { Settings } from '@/lib/domain/settings'
import type { KeyTest, UpstreamKeyView } from '@/lib/domain/upstream-keys'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { isComposing } from '../ui/is-composing'
import { SecretField } from '../ui/secret-field'
import { TextField } from '../ui/text-field'
import { SaveError } from './save-error'

export type KeyField = 'name' | 'key'

interface Props {
  upstream: string
  /** The upstream's, as shown. */
  label: string
  /** Null = a new one. */
  keyView: UpstreamKeyView | null
  /** What a new one is called unless somebody names it. */
  defaultName: string
  focus: KeyField
  /** A new key is stored from here on, though it may have been refused. */
  onStored: (id: string) => void
  onClose: () => void
}

const TEXT = { name: 60, workspaceId: 200, key: 4096 } as const

/** Enters a key, replaces or renames it. One that is refused stays in its field, to be mended. */
export function KeyForm({ upstream, label, keyView, defaultName, focus, ...on }: Props) {
  const t = useTranslations('settings.keys')
  const common = useTranslations('common')
  const save = useSaveKey()
  const form = useRef<HTMLFormElement>(null)
  const [id, setId] = useState(keyView?.id ?? null)
  const [values, setValues] = useState({
    name: keyView?.name ?? defaultName,
    workspaceId: keyView?.workspaceId ?? '',
    key: '',
  })
  const [problem, setProblem] = useState<string | null>(null)
  const isKeyNeeded = keyView?.state !== 'usable'

  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    maxLength: TEXT[name],
    onChange: ({ currentTarget }: FormEvent<HTMLInputElement>) => {
      const { value } = currentTarget
      setValues((known) => ({ ...known, [name]: value }))
      if (name === 'key') setProblem(null)
    },
  })
  const complain = (text: string) => {
    setProblem(text)
    requestAnimationFrame(() => {
      form.current?.querySelector<HTMLInputElement>('[name=key]')?.focus()
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (save.isPending) return
    if (isKeyNeeded && values.key.trim() === '') return complain(t('keyMissing'))
    save.mutate(changeOf(upstream, id, { ...values, name: values.name.trim() || defaultName }), {
      onSuccess: (saved) => {
        if (id === null) on.onStored(saved.id)
        setId(saved.id)
        const test = testOf(saved.settings, upstream, saved.id)
        if (values.key === '' || test === null || !isRefusal(test)) return on.onClose()
        const said = test.message === null ? '' : t('said', { message: test.message })
        complain(
          `${t('refusedNow', { advice: t(`advice.${test.outcome}`), status: test.status ?? 0 })} ${said}`,
        )
      },
    })
  }
  return (
    <form
      ref={form}
      aria-label={
        keyView === null ? t('newFor', { upstream: label }) : t('editLabel', { name: keyView.name })
      }
      onSubmit={submit}
      onKeyDown={(event) => onFormKey(event, on.onClose)}
      className="-mx-3 my-1 flex flex-col gap-3 rounded-lg bg-sunken p-3 dark:[--field:var(--active)]"
    >
      <div className="grid grid-cols-2 gap-3 phone:grid-cols-1">
        <Field label={t('name')}>
          <TextField {...field('name')} autoFocus={focus === 'name'} />
        </Field>
        <Field label={t('workspaceId')} end={t('optional')}>
          <TextField
            {...field('workspaceId')}
            placeholder="wrkspc_…"
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-small"
          />
        </Field>
      </div>
      <Field label={t('key')} end={isKeyNeeded ? undefined : t('keepsKey')} error={problem}>
        <SecretField
          {...field('key')}
          autoFocus={focus === 'key'}
          showLabel={t('showKey')}
          hideLabel={t('hideKey')}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={save.isPending && t('testing')}>
          {values.key === '' && !isKeyNeeded ? t('save') : t('testAndSave')}
        </Button>
        <Button variant="quiet" onClick={on.onClose}>
          {common('cancel')}
        </Button>
      </div>
      <SaveError error={save.error} />
    </form>
  )
}

/** Enter that chooses a word submits nothing, and Escape that gives up on one closes nothing. */
function onFormKey(event: KeyboardEvent, close: () => void): void {
  if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
  if (event.key !== 'Escape' || isComposing(event)) return
  event.stopPropagation()
  close()
}

function changeOf(
  upstream: string,
  id: string | null,
  { name, key, workspaceId }: { name: string; key: string; workspaceId: string },
): KeyChange {
  const more = { name, workspaceId: workspaceId.trim() || null }
  if (id === null) return { upstream, id, key: { ...more, key } }
  return { upstream, id, key: key === '' ? more : { ...more, key } }
}

function testOf(settings: Settings, upstream: string, id: string): KeyTest | null {
  const found = settings.upstreams.find(({ name }) => name === upstream)
  return found?.keys.find((key) => key.id === id)?.test ?? null
}

function isRefusal(test: KeyTest): test is KeyTest & { outcome: 'refused' | 'forbidden' } {
  return test.outcome === 'refused' || test.outcome === 'forbidden'
}
