'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '@/lib/client/api'
import { Button } from '../ui/button'
import { SaveError } from './save-error'
import { Section } from './section'

/** Ends this browser's session. */
export function AccountSection() {
  const t = useTranslations('settings.account')
  const signOut = useMutation({
    mutationFn: () => api<void>('/api/session', { method: 'DELETE' }),
    // A full load: nothing that was drawn for the owner stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
  })
  return (
    <Section id="account" title={t('title')} text={t('text')}>
      <Button busy={signOut.isPending && t('signingOut')} onClick={() => signOut.mutate()}>
        {t('signOut')}
      </Button>
      <SaveError error={signOut.error} />
    </Section>
  )
}
