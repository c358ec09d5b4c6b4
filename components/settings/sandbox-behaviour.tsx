'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { usePatchSettings } from '@/lib/client/queries/settings'
import { LIMITS_BY_TIER } from '@/lib/domain/limit-tiers'
import { LIMIT_TIERS, type SandboxSettings } from '@/lib/domain/sandbox-settings'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { Switch } from '../ui/switch'
import { SaveError } from './save-error'

/** How near the sandbox keeps to the API: its rate limits, and what it thinks of unknown fields. */
export function SandboxBehaviour({ sandbox }: { sandbox: SandboxSettings }) {
  const t = useTranslations('settings.sandbox')
  const patch = usePatchSettings()
  const hintId = useId()
  const { requests, input, output } = LIMITS_BY_TIER[sandbox.tier].messages
  return (
    <>
      <Field label={t('tier')} className="md:max-w-80">
        <Select
          label={t('tier')}
          value={sandbox.tier}
          options={LIMIT_TIERS.map((tier) => ({
            value: tier,
            label: t(`tiers.${tier}`),
            ...(tier === 'tiny' ? { hint: t('tinyHint') } : {}),
          }))}
          onValueChange={(tier) => patch.mutate({ sandbox: { tier } })}
        />
      </Field>
      <p className="pt-1 text-ink-3 text-small">
        {t('figures', { requests, input, output })}
        {sandbox.tier === 'tiny' && ` ${t('tinyHint')}`}
      </p>
      <div className="flex items-center gap-2 pt-3 text-ink-2 text-ui">
        <Switch
          label={t('strict')}
          isOn={sandbox.isStrict}
          describedBy={hintId}
          onChange={(isStrict) => patch.mutate({ sandbox: { isStrict } })}
        />
        <span aria-hidden>{t('strict')}</span>
      </div>
      <p id={hintId} className="max-w-160 pt-1 text-ink-3 text-small">
        {t('strictHint')}
      </p>
      <SaveError error={patch.error} />
    </>
  )
}
