import { useTranslations } from 'use-intl'
import type { ChatSettings } from '@/lib/domain/conversation'
import { factsOf } from '@/lib/domain/model-facts'
import { findModel, type ModelInfo } from '@/lib/domain/models'
import { nameOfDefinition } from '@/lib/domain/tools/definition'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { Switch } from '../../ui/switch'

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
  const refusal = useForcedRefusal(settings, models)
  const names = [...new Set(tools.map(({ definition }) => nameOfDefinition(definition)))]
  const forced = { isDisabled: refusal !== null, hint: refusal ?? undefined }
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
  const isForced = toolChoice === 'any' || (toolChoice !== null && typeof toolChoice === 'object')
  return (
    <>
      <Field label={t('choice')}>
        <Select label={t('choice')} value={value} options={options} onValueChange={pick} />
      </Field>
      {isForced && refusal !== null && <p className="text-small text-warn">{refusal}</p>}
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

/** Why a choice that forces a call would be refused (claude-api.md §2.4); null where nothing says so. */
function useForcedRefusal(settings: ChatSettings, models: readonly ModelInfo[]): string | null {
  const t = useTranslations('requestTools')
  const info = models.find(({ id }) => id === settings.model)
  const { label } = factsOf(settings.model, info)
  if (findModel(settings.model)?.refusesForcedTools === true)
    return t('forcedRefused', { model: label })
  return settings.thinkingType === 'enabled' ? t('forcedThinking') : null
}
