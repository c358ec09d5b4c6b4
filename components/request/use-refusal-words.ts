import { useFormatter, useTranslations } from 'use-intl'
import type { Reason } from '@/lib/domain/judge'
import type { Step } from '@/lib/domain/offers'

/** Reasons that begin a sentence differently where no "Not sent:" stands before them. */
const ALONE = {
  version: 'versionAlone',
  thinkingOn: 'thinkingOnAlone',
  budgetType: 'budgetTypeAlone',
  displayType: 'displayTypeAlone',
  effortOff: 'effortOffAlone',
  forcedThinking: 'forcedThinkingAlone',
} as const

const isAlone = (code: Reason['code']): code is keyof typeof ALONE => code in ALONE

/** The words for why a parameter does not go, and for what would let it go. */
export function useRefusalWords() {
  const t = useTranslations('request.reasons')
  const first = useTranslations('request.steps')
  const then = useTranslations('request.stepsThen')
  const types = useTranslations('request.thinking')
  const common = useTranslations('request')
  const format = useFormatter()

  const valuesOf = (reason: Reason): Record<string, string> => {
    switch (reason.code) {
      case 'thinkingType': {
        const taken = reason.types.map((type) => types(type))
        return { ...reason, types: format.list(taken), type: types(reason.type) }
      }
      case 'effortLevel':
        return { ...reason, levels: format.list(reason.levels) }
      case 'budgetTooLarge':
        return { ...reason, maxTokens: format.number(reason.maxTokens) }
      default:
        return reason
    }
  }

  const stepText = (step: Step, isFirst: boolean) => {
    const words = isFirst ? first : then
    switch (step.kind) {
      case 'model':
        return words('model', { model: step.model })
      case 'version':
        return words('version', { version: step.version })
      case 'thinking':
        return words('thinking', { type: types(step.type) })
      case 'instead':
        return words('instead', { name: step.name })
      case 'value': {
        const { value } = step
        return words('value', {
          name: step.name,
          value: typeof value === 'number' ? format.number(value) : value,
        })
      }
      default:
        return words(step.kind)
    }
  }

  return {
    /** `isSet`: a value is there and stays behind; `isAll`: it holds for several parameters. */
    reason: (reason: Reason, isSet: boolean, isAll = false) => {
      const { code } = reason
      const values = valuesOf(reason)
      if (isAll && code === 'fixedSampling') return t('fixedSamplingAll', { model: reason.model })
      if (code === 'thinkingType' && reason.types.length === 0) {
        return t('thinkingNone', { model: reason.model })
      }
      if (isSet) return t('notSent', { reason: t(code, values) })
      return t(isAlone(code) ? ALONE[code] : code, values)
    },
    steps: (steps: readonly Step[]) =>
      steps.map((step, at) => stepText(step, at === 0)).join(common('listSeparator')),
  }
}
