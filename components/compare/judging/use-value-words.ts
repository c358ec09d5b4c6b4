import { useTranslations } from 'use-intl'

/** How the values are written that say that nothing was set. */
const UNSET: ReadonlySet<string> = new Set(['', 'null', '[]', '{}'])

/** What is told of the value of a setting that was voted on. */
export function useValueWords(): (value: string) => string {
  const t = useTranslations('judging')
  return (value) => (UNSET.has(value) ? t('unset') : value)
}
