import { useLocale } from 'use-intl'

/** What stands between two sentences: nothing in Chinese, whose full stop has its own room. */
export function useGap(): string {
  return useLocale().startsWith('zh') ? '' : ' '
}
