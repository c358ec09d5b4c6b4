'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { signOut } from '@/lib/client/sign-out'
import { Button } from '../ui/button'
import { SaveError } from './save-error'
import { Section } from './section'

/** Ends this browser's session. */
export function AccountSection() {
  const t = useTranslations('settings.account')
  const leave = useMutation({ mutationFn: signOut })
  return (
    <Section id="account" title={t('title')} text={t('text')}>
      <Button busy={leave.isPending && t('signingOut')} onClick={() => leave.mutate()}>
        {t('signOut')}
      </Button>
      <SaveError error={leave.error} />
    </Section>
  )
}
