import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { gatewayKeysQuery } from '@/lib/client/queries/gateway-keys'
import { settingsQuery } from '@/lib/client/queries/settings'
import { FIRST_KEY } from '@/lib/domain/gateway-keys'
import { modelLabel } from '@/lib/domain/models'
import type { Measure, UsageGroup } from '@/lib/domain/usage'
import { useSourceWord } from '../runs/run-words'
import { useDollars } from '../ui/use-dollars'

/** What is said of usage, in words. */
export function useUsageWords() {
  const t = useTranslations('usage')
  const format = useFormatter()
  const dollars = useDollars()
  const source = useSourceWord()
  const { data: keys } = useQuery(gatewayKeysQuery())
  const { data: settings } = useQuery(settingsQuery())
  const nameOf: Readonly<Record<UsageGroup, (name: string) => string>> = {
    day: (name) => name,
    model: (name) => (name === '' ? t('noModel') : modelLabel(name)),
    source: (name) => source({ source: name, client: null }),
    upstream: (name) => settings?.upstreams.find((one) => one.name === name)?.label ?? name,
    key: (name) => {
      if (name === '') return t('screens')
      if (name === FIRST_KEY) return t('firstKey')
      const key = keys?.keys.find(({ id }) => id === name)
      return key?.name ?? t('deletedKey', { id: name.slice(-6) })
    },
  }
  const compact = (value: number) =>
    format.number(value, value < 10_000 ? {} : { notation: 'compact', maximumSignificantDigits: 3 })
  return {
    count: (value: number) => format.number(value),
    cost: dollars.total,
    /** A value of the group; null is all that have no row. */
    name: (by: UsageGroup, name: string | null) => (name === null ? t('others') : nameOf[by](name)),
    amount: (measure: Measure, value: number) =>
      measure === 'cost' ? dollars.total(value) : compact(value),
    /** Of an axis: whole dollars where there are some. */
    mark: (measure: Measure, value: number) =>
      measure === 'cost' ? dollars.rate(value) : compact(value),
    day: (day: string) => {
      const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
      return format.dateTime(new Date(year, month - 1, date), { day: 'numeric', month: 'short' })
    },
  }
}
