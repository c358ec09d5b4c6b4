import { useTranslations } from 'use-intl'
import type { ToolForm } from '@/lib/domain/tools/tool-form'

/** Says before a call who would answer it. */
export function useRuleWord(form: ToolForm, _input: Record<string, unknown> | null): string {
  const t = useTranslations('tools.try')
  if (form.way === 'hand') return t('byHand')
  return ''
}
