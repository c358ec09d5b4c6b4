import { useFormatter, useTranslations } from 'use-intl'
import { modelLabel } from '@/lib/domain/models'
import type { Choice, Sweep } from '@/lib/domain/sweeps/sweep'

/** What a variant is called: by what its axes chose, a column by its place and its model. */
export function useVariantNames() {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const choice = ({ model, effort, temperature, system }: Choice) =>
    [
      ...(model === undefined ? [] : [modelLabel(model)]),
      ...(effort === undefined ? [] : [t('effortIs', { level: effort ?? t('default') })]),
      ...(temperature === undefined
        ? []
        : [
            t('temperatureIs', {
              value: temperature === null ? t('default') : format.number(temperature),
            }),
          ]),
      ...(system === undefined ? [] : [t('systemIs', { name: system })]),
    ].join(t('separator'))
  return {
    choice,
    all: ({ kind, variants }: Pick<Sweep, 'kind' | 'variants'>) =>
      variants.map((variant, index) => {
        const model = modelLabel(variant.settings.model)
        if (kind === 'repeat') return t('columnIs', { number: index + 1, model })
        return choice(variant.choice) || model
      }),
  }
}
