import { useFormatter, useTranslations } from 'use-intl'
import { modelLabel } from '@/lib/domain/models'
import type { Measure, UsageGroup } from '@/lib/domain/usage'
import { useKeyName, useSourceWord, useUpstreamName } from '../runs/run-words'
import { useDollars } from '../ui/use-dollars'

/** What is said of usage, in words. */
export function useUsageWords() {
  const t = useTranslations('usage')
  const format = useFormatter()
  const dollars = useDollars()
  const source = useSourceWord()
  const keyName = useKeyName()
  const upstreamName = useUpstreamName()
  const nameOf: Readonly<Record<UsageGroup, (name: string) => string>> = {
    day: (name) => name,
    model: (name) => (name === '' ? t('noModel') : modelLabel(name)),
    source: (name) => source({ source: name, client: null }),
    upstream: upstreamName,
    key: (name) => (name === '' ? t('screens') : keyName(name)),
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
