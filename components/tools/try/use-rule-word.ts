import { useTranslations } from 'use-intl'
import { findRule } from '@/lib/domain/tools/rules'
import type { ToolForm } from '@/lib/domain/tools/tool-form'

/** Says before a call who would answer it, where that can be known. */
export function useRuleWord({ way, rules }: ToolForm, input: unknown): string {
  const t = useTranslations('tools.try')
  if (way === 'hand') return t('byHand')
  if (way !== 'rules' || input === null) return ''
  const found = findRule(rules, input)
  return found === null ? t('noRule') : t('ruleWould', { place: found.index + 1 })
}
