import { useFormatter, useTranslations } from 'use-intl'
import type { SettingValue } from '@/lib/domain/comparison/votes'
import { PARAMETERS } from '@/lib/domain/parameters'

/** How the values are written that say that nothing was set. */
const UNSET: ReadonlySet<string> = new Set(['', 'null', '[]', '{}'])

const NUMBERS: ReadonlySet<string> = new Set(
  Object.entries(PARAMETERS).flatMap(([field, { kind }]) => (kind === 'number' ? [field] : [])),
)

/** What is told of the value of a setting that was voted on. */
export function useValueWords(): (setting: SettingValue) => string {
  const t = useTranslations('judging')
  const format = useFormatter()
  return ({ name, value }) => {
    if (UNSET.has(value)) return t('unset')
    return NUMBERS.has(name) ? format.number(Number(value)) : value
  }
}
