import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { modelLabel } from '@/lib/domain/models'
import type { Choice, Sweep } from '@/lib/domain/sweeps/sweep'

/**
 * What a variant is called: by what its axes chose, a column by its place and its model, and by their
 * upstream where they have several.
 */
export function useVariantNames() {
  const t = useTranslations('sweeps')
  const format = useFormatter()
  const places = useQuery(settingsQuery()).data?.upstreams
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
  const place = (upstream: string) =>
    places?.find(({ name }) => name === upstream)?.label ?? upstream
  return {
    choice,
    all: ({ kind, variants }: Pick<Sweep, 'kind' | 'variants'>) => {
      const isMixed = new Set(variants.map(({ settings }) => settings.upstream)).size > 1
      return variants.map(({ settings, choice: chosen }, index) => {
        const model = modelLabel(settings.model)
        const name =
          kind === 'repeat' ? t('columnIs', { number: index + 1, model }) : choice(chosen) || model
        return isMixed ? t('variantAt', { name, place: place(settings.upstream) }) : name
      })
    },
  }
}
