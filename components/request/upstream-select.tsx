'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { Field } from '../ui/field'
import { Select } from '../ui/select'

interface Props {
  value: string
  onPick: (upstream: string) => void
}

/** Chooses the upstream; one without its key says so. */
export function UpstreamSelect({ value, onPick }: Props) {
  const t = useTranslations('request')
  const common = useTranslations('common')
  const upstreams = useQuery(settingsQuery()).data?.upstreams ?? []
  return (
    <Field label={t('upstream')}>
      <Select
        label={t('upstream')}
        value={value}
        options={upstreams.map(({ name, label, isSandbox, isReady }) => ({
          value: name,
          label: isSandbox ? common('sandbox') : label,
          isDisabled: !isReady,
          hint: isReady ? undefined : t('upstreamNotReady'),
        }))}
        onValueChange={onPick}
      />
    </Field>
  )
}
