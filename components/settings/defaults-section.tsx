'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { modelsQuery } from '@/lib/client/queries/models'
import { presetsQuery } from '@/lib/client/queries/presets'
import { usePatchSettings } from '@/lib/client/queries/settings'
import { compareModels, modelLabel, pickDefaultModel } from '@/lib/domain/models'
import type { Settings } from '@/lib/domain/settings'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { SaveError } from './save-error'
import { Section } from './section'

/** Stands for no choice: a model's id is never empty. */
const AUTOMATIC = ''

/** What a new conversation begins with: the default model, or a preset that goes before it. */
export function DefaultsSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.defaults')
  const patch = usePatchSettings()
  const models = useQuery(modelsQuery(settings.defaultUpstream)).data ?? []
  const preset = useQuery(presetsQuery()).data?.find(({ isDefault }) => isDefault)
  const chosen = settings.defaultModel
  const byRule = pickDefaultModel(models)
  const listed = [...models].sort(compareModels)
  const isListed = chosen === null || listed.some(({ id }) => id === chosen)
  return (
    <Section id="defaults" title={t('title')} text={t('text')}>
      <Field label={t('model')} className="md:max-w-80">
        <Select
          label={t('model')}
          value={chosen ?? AUTOMATIC}
          options={[
            {
              value: AUTOMATIC,
              label:
                byRule === null
                  ? t('automatic')
                  : t('automaticNow', { model: modelLabel(byRule.id) }),
              hint: t('rule'),
            },
            ...listed.map(({ id }) => ({ value: id, label: modelLabel(id), hint: id })),
            ...(isListed || chosen === null
              ? []
              : [{ value: chosen, label: modelLabel(chosen), hint: t('notListed') }]),
          ]}
          onValueChange={(id) => patch.mutate({ defaultModel: id === AUTOMATIC ? null : id })}
        />
      </Field>
      {preset !== undefined && (
        <p className="pt-2 text-ink-3 text-ui">{t('preset', { name: preset.name })}</p>
      )}
      <SaveError error={patch.error} />
    </Section>
  )
}
