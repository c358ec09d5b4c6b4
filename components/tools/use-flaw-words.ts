import { useTranslations } from 'use-intl'
import type { ValueFlaw } from '@/lib/domain/tools/validate-keywords'

/** What a value does wrong by its schema, in a sentence that begins with where. */
export function useFlawWords(): (flaw: ValueFlaw) => string {
  const t = useTranslations('tools.flaws')
  const words = (flaw: ValueFlaw): string => {
    switch (flaw.code) {
      case 'type':
        return t('type', { expected: flaw.expected })
      case 'enum':
        return t('enum', { values: flaw.values })
      case 'const':
        return t('const', { value: flaw.value })
      case 'required':
      case 'extra':
        return t(flaw.code, { name: flaw.name })
      case 'bound':
        return t('bound', { keyword: flaw.keyword, limit: flaw.limit })
      case 'pattern':
        return t('pattern', { pattern: flaw.pattern })
      case 'format':
        return t('format', { format: flaw.format })
      case 'none':
        return t('none', { keyword: flaw.keyword })
      default:
        return t(flaw.code)
    }
  }
  return (flaw) =>
    flaw.path === '' ? words(flaw) : t('at', { path: flaw.path, flaw: words(flaw) })
}
