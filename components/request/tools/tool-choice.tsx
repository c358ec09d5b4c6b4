import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { ChatSettings } from '@/lib/domain/conversation'
import { refusalOf, refuseForced } from '@/lib/domain/judge'
import { modelFactsOf } from '@/lib/domain/model-facts'
import type { ModelInfo } from '@/lib/domain/models'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { Switch } from '../../ui/switch'
import { Refusal } from '../refusal'
import { useRefusalWords } from '../use-refusal-words'

interface Props {
  settings: ChatSettings
  isLocked: boolean
  models: readonly ModelInfo[]
  change: (patch: Partial<ChatSettings>) => void
}

const NAMED = 'tool:'

/** `tool_choice`, and whether an answer may ask for several calls. What forces a call is not for every model. */
export function ToolChoice({ settings, isLocked, models, change }: Props) {
  const t = useTranslations('requestTools')
  const { toolChoice, parallelTools, tools } = settings
  const id = useId()
  const words = useRefusalWords()
  const info = models.find((model) => model.id === settings.model)
  const facts = modelFactsOf(settings.model, info)
  const notForced = refuseForced(settings, facts)
  const refusal = refusalOf('toolChoice', settings, facts)
  const names = [...new Set(tools.map(({ definition }) => nameOfDefinition(definition)))]
  const forced =
    notForced === null ? {} : { isDisabled: true, hint: words.reason(notForced, false) }
  const options = [
    { value: 'auto', label: t('auto') },
    { value: 'any', label: t('any'), ...forced },
    { value: 'none', label: t('noneChoice') },
    ...names.map((name) => ({ value: NAMED + name, label: t('one', { name }), ...forced })),
  ]
  const value =
    toolChoice === null
      ? 'auto'
      : typeof toolChoice === 'string'
        ? toolChoice
        : NAMED + toolChoice.tool
  const pick = (next: string) => {
    if (next.startsWith(NAMED)) change({ toolChoice: { tool: next.slice(NAMED.length) } })
    else change({ toolChoice: next === 'any' || next === 'none' ? next : null })
  }
  return (
    <>
      <Field label={t('choice')}>
        <Select label={t('choice')} value={value} options={options} onValueChange={pick} />
      </Field>
      {refusal !== null && (
        <Refusal id={id} field="toolChoice" reason={refusal} panel={{ settings, models, change }} />
      )}
      <div className="flex min-h-7 items-center justify-between gap-2 text-ui phone:min-h-11">
        <span className="text-ink-2">{t('parallel')}</span>
        <Switch
          label={t('parallel')}
          isOn={parallelTools}
          isDisabled={isLocked}
          onChange={(isOn) => change({ parallelTools: isOn })}
        />
      </div>
    </>
  )
}
