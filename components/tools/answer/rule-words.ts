import { useTranslations } from 'use-intl'
import { readJsonSource } from '@/lib/domain/json-text/source'
import type { Condition, ToolResult } from '@/lib/domain/tools/answer'

type RuleWords = ReturnType<typeof useTranslations<'tools.rules'>>

/** A sign as it is, a word in the reader's language. */
export function operatorWord(operator: Condition['operator'], t: RuleWords): string {
  return /^[a-z]/.test(operator) ? t(`operators.${operator as 'contains'}`) : operator
}

/** A condition as it is read: `limit > 20`. */
export function conditionText({ path, operator, value }: Condition, t: RuleWords): string {
  const word = operatorWord(operator, t)
  if (operator === 'exists' || operator === 'missing') return `${path} ${word}`
  const shown = operator === 'matches' ? `/${value}/` : JSON.stringify(value)
  return `${path} ${word} ${shown}`
}

const LONGEST = 40

/** What a rule answers, in a few words. */
export function useResultWords(): (result: ToolResult) => string {
  const t = useTranslations('tools.rules')
  return ({ content, isError }) => {
    if (isError) return t('error')
    if (typeof content !== 'string') {
      const isImage = content.length === 1 && content[0]?.type === 'image'
      return isImage ? t('image') : t('blocks', { count: content.length })
    }
    const value = readJsonSource(content).node?.value
    if (Array.isArray(value)) return t('list', { count: value.length })
    if (typeof value === 'object' && value !== null) return 'JSON'
    if (content === '') return t('emptyText')
    return content.length > LONGEST ? `${content.slice(0, LONGEST)}…` : content
  }
}
