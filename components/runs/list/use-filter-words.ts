import { useTranslations } from 'use-intl'
import { modelLabel } from '@/lib/domain/models'
import { RUN_STATES, type RunFacets, type RunState } from '@/lib/domain/run-list'
import { isSpan, RUN_SPANS, type RunView } from '@/lib/domain/run-view'
import { useDollars } from '../../ui/use-dollars'
import { useKeyName, useSourceWord, useUpstreamName } from '../run-words'
import type { FilterChoice, FilterGroup } from './filter-menu'

/** Least costs that can be asked for, USD. */
const COSTS = [0.01, 0.1, 1, 10]

type MenuKey = 'source' | 'model' | 'status' | 'time'

export interface FilterWords {
  menus: { key: MenuKey; groups: FilterGroup[] }[]
  more: FilterGroup[]
  /** The filters of these names that are on, in words. */
  active(view: RunView, names: readonly string[]): { name: string; label: string }[]
  /** The parts of the address that a menu's choices stand in. */
  namesOf(groups: readonly FilterGroup[]): string[]
  /** What a choice takes away with it. */
  besides(choice: FilterChoice): Partial<Record<keyof RunView, undefined>>
}

/** What the list can be filtered by, in words. */
export function useFilterWords(facets: RunFacets): FilterWords {
  const t = useTranslations('runs')
  const dollars = useDollars()
  const source = useSourceWord()
  const keyName = useKeyName()
  const upstreamName = useUpstreamName()
  const label: Record<string, (value: string) => string> = {
    source: (value) => source({ source: value, client: null }),
    client: (value) => value,
    model: modelLabel,
    upstream: upstreamName,
    key: keyName,
    status: (value) => (isState(value) ? t(`states.${value}`) : t('http', { status: value })),
    time: (value) => (isSpan(value) ? t(`spans.${value}`) : value),
    cost: (value) => t('atLeast', { cost: dollars.total(Number(value)) }),
    from: () => t('filters.days'),
  }
  const choices = (name: string, values: readonly (string | number)[]): FilterChoice[] =>
    values.map((value) => ({
      name,
      value: String(value),
      label: label[name]?.(String(value)) ?? String(value),
    }))
  const group = (key: string, list: FilterChoice[], hasName = false): FilterGroup => ({
    key,
    label: hasName ? t(`groups.${key as 'clients' | 'upstream' | 'key' | 'cost'}`) : null,
    choices: list,
  })
  // Two fields then name the days.
  const days = { name: 'from', value: dayOf(new Date()), label: t('filters.days') }
  return {
    menus: [
      {
        key: 'source',
        groups: [
          group('source', choices('source', facets.sources)),
          group('clients', choices('client', facets.clients), true),
        ],
      },
      { key: 'model', groups: [group('model', choices('model', facets.models))] },
      {
        key: 'status',
        groups: [
          group('states', choices('status', RUN_STATES)),
          group('statuses', choices('status', facets.statuses)),
        ],
      },
      { key: 'time', groups: [group('time', [...choices('time', RUN_SPANS), days])] },
    ],
    more: [
      group('upstream', choices('upstream', facets.upstreams), true),
      group('key', choices('key', facets.keys), true),
      group('cost', choices('cost', COSTS), true),
    ],
    active: (view, names) =>
      [...new Set(names)].flatMap((name) => {
        const value = view[name as keyof RunView]
        // Days are named by their fields.
        if (value === undefined || name === 'from') return []
        return [{ name, label: label[name]?.(value) ?? value }]
      }),
    namesOf: (groups) => [...new Set(groups.flatMap((one) => one.choices.map(({ name }) => name)))],
    besides: ({ name }) => {
      if (name === 'source') return { client: undefined }
      if (name === 'client') return { source: undefined }
      if (name === 'time') return { from: undefined, to: undefined }
      if (name === 'from') return { time: undefined }
      return {}
    },
  }
}

/** A local day as a date field has it. */
function dayOf(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}

function isState(value: string): value is RunState {
  return RUN_STATES.some((state) => state === value)
}
