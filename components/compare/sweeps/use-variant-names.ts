import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import type { ModelChoice } from '@/lib/domain/model-choice'
import { modelLabel } from '@/lib/domain/models'
import type { Choice, ShownSweep } from '@/lib/domain/sweeps/sweep'

/**
 * What a variant is called: by what its axes chose, a column by its place and its model, and by their
 * upstream where they have several.
 */
export function useVariantNames() {
  const t = useTranslations('sweeps')
  const common = useTranslations('common')
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
  const place = (upstream: string) => {
    const found = places?.find(({ name }) => name === upstream)
    return found?.isSandbox ? common('sandbox') : (found?.label ?? upstream)
  }
  const named = (name: string, upstream: string | undefined, isMixed: boolean) =>
    isMixed && upstream !== undefined ? t('variantAt', { name, place: place(upstream) }) : name
  return {
    /** Points of a grid over these models. */
    points: (points: readonly Choice[], models: readonly ModelChoice[]) => {
      const isMixed = isSeveral(models.map(({ upstream }) => upstream))
      return points.map((one) => named(choice(one) || t('asItIs'), one.upstream, isMixed))
    },
    /** Those of a sweep; the short ones say only what tells them apart. */
    all: ({ kind, variants }: Pick<ShownSweep, 'kind' | 'variants'>, isShort = false) => {
      const isMixed = isSeveral(variants.map(({ upstream }) => upstream))
      const said = variants.map(({ choice: chosen }) => chosen)
      const shown = isShort ? differencesOf(said) : said
      return variants.map(({ upstream, model: id }, index) => {
        const model = modelLabel(id)
        const number = index + 1
        const name =
          kind === 'repeat' ? t('columnIs', { number, model }) : choice(shown[index] ?? {}) || model
        return named(name, upstream, isMixed)
      })
    },
  }
}

const AXES = ['model', 'effort', 'temperature', 'system'] as const

/** Choices without those that are the same in all. */
function differencesOf(choices: readonly Choice[]): Choice[] {
  const same = AXES.filter((axis) => new Set(choices.map((one) => one[axis])).size === 1)
  return choices.map((one) => ({
    ...one,
    ...Object.fromEntries(same.map((axis) => [axis, undefined])),
  }))
}

function isSeveral(upstreams: readonly (string | undefined)[]): boolean {
  return new Set(upstreams).size > 1
}
