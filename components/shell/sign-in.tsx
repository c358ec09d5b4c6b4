'use client'

import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '@/lib/client/api'
import { isApiError } from '@/lib/wire/errors'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Logo } from '../ui/logo'
import { TextField } from '../ui/text-field'
import { useIsAlive } from '../ui/use-is-alive'

/** Asks for the owner's password. */
export function SignIn({ next }: { next: string }) {
  const t = useTranslations('signIn')
  const isAlive = useIsAlive()
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = new FormData(event.currentTarget).get('password')
    setIsBusy(true)
    setError(null)
    try {
      await api<void>('/api/session', { method: 'POST', body: { password } })
      // A full load: nothing that was drawn for a stranger stays.
      window.location.assign(next)
    } catch (cause) {
      setIsBusy(false)
      setError(reasonOf(cause))
    }
  }

  const reasonOf = (cause: unknown): string => {
    if (!isApiError(cause) || cause.status === 0) return t('unreachable')
    if (cause.status === 401) return t('wrong')
    if (cause.status === 429)
      return t('tooMany', { seconds: Number(cause.headers['retry-after'] ?? 60) })
    return t('failed', { reason: cause.message })
  }

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-80 flex-col justify-center gap-5 px-6 pb-[20dvh]">
      <title>{t('title')}</title>
      <Logo />
      <h1 className="font-semibold text-section">{t('title')}</h1>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field label={t('password')} error={error}>
          <TextField
            type="password"
            name="password"
            autoComplete="current-password"
            required
            autoFocus
          />
        </Field>
        {/* Before that the browser would put the password into the address. */}
        <Button
          type="submit"
          variant="primary"
          size="large"
          disabled={!isAlive}
          busy={isBusy && t('submitting')}
        >
          {t('submit')}
        </Button>
      </form>
    </main>
  )
}
