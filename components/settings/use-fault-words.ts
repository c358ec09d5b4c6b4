import { useTranslations } from 'use-intl'
import type { DirectiveName } from '@/lib/domain/directive-form'
import { FAULT_NAMES, type FaultName } from '@/lib/domain/fault-lab'
import type { DirectiveValues } from '@/lib/domain/sandbox-directives'
import { MALFORMATIONS } from '@/lib/domain/sandbox-faults'

/** Stands for a number that is not given: none of them may be negative. */
const NO_NUMBER = -1

/** Says in a sentence what a fault does. A directive that is no fault has none. */
export function useFaultWords(): (name: DirectiveName, values: DirectiveValues) => string | null {
  const t = useTranslations('settings.sandbox.lab')

  const often = ({ times, percent }: DirectiveValues): string => {
    if (typeof times === 'number' && typeof percent === 'number') {
      return t('often.both', { times, percent })
    }
    if (typeof times === 'number') return t('often.times', { times })
    return typeof percent === 'number' ? t('often.percent', { percent }) : ''
  }
  return (name, values) => {
    if (!isFault(name)) return null
    const number = (key: string) => {
      const value = values[key]
      return typeof value === 'number' ? value : NO_NUMBER
    }
    const word = (key: string) => {
      const value = values[key]
      return typeof value === 'string' ? value : 'none'
    }
    const how = MALFORMATIONS.find((known) => known === values.value)
    const statuses = Array.isArray(values.value) ? values.value : []
    const isSeveral = statuses.length > 1 && values.times === undefined
    return t(`says.${isSeveral ? 'errors' : name}`, {
      often: often(values),
      statuses: statuses.join(', '),
      category: word('value'),
      reason: word('value'),
      kind: how === undefined ? '' : t(`kinds.${how}`),
      code: word('code'),
      after: number('after'),
      seconds: number('seconds'),
      bytes: number('bytes'),
      ms: number('ms'),
      kb: number('kb'),
      retry: number('retry'),
      noretry: String(values.noretry === true),
      inside: String(values.inside === true),
      clean: String(values.clean === true),
    })
  }
}

function isFault(name: DirectiveName): name is FaultName {
  return FAULT_NAMES.some((known) => known === name)
}

const FIELDS = [
  'after',
  'times',
  'percent',
  'code',
  'retry',
  'noretry',
  'seconds',
  'bytes',
  'ms',
  'kb',
  'inside',
  'clean',
] as const
const WITH_VALUE = ['refusal', 'stop', 'error', 'malformed'] as const

/** The names of a fault's fields, and of the choices that are words of ours. */
export function useFaultLabels(fault: FaultName) {
  const t = useTranslations('settings.sandbox.lab')
  return {
    field: (name: string): string => {
      const field = FIELDS.find((known) => known === name)
      if (field !== undefined) return t(`fields.${field}`)
      const owner = WITH_VALUE.find((known) => known === fault)
      return owner === undefined ? name : t(`values.${owner}`)
    },
    choice: (choice: string): string => {
      const kind = MALFORMATIONS.find((known) => known === choice)
      return kind === undefined ? choice : t(`kinds.${kind}`)
    },
  }
}
