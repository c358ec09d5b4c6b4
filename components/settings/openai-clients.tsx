'use client'

import { useTranslations } from 'use-intl'
import { usePatchSettings } from '@/lib/client/queries/settings'
import { OPENAI_TOKENS_BOUNDS, type OpenAiSettings } from '@/lib/domain/openai-settings'
import { CopyButton } from '../ui/copy-button'
import { codeOf } from './code-of'
import { NumberSetting } from './number-setting'
import { ReadOnlyField } from './read-only-field'
import { SaveError } from './save-error'
import { Subsection } from './subsection'
import { SwitchSetting } from './switch-setting'
import { withChange } from './with-change'

/** The fields that may be translated, and what they are sent as. */
const MAPPED = [
  { name: 'responseFormat', field: 'response_format', sentAs: 'output_config.format' },
  { name: 'reasoningEffort', field: 'reasoning_effort', sentAs: 'output_config.effort' },
] as const

/** How programs that speak OpenAI's protocol are pointed here, and how their calls are translated. */
export function OpenAiClients({ openai, origin }: { openai: OpenAiSettings; origin: string }) {
  const t = useTranslations('settings.openai')
  const common = useTranslations('common')
  const patch = usePatchSettings()
  const shown = withChange(openai, patch.isPending ? patch.variables.openai : {})
  const baseUrl = `${origin}/v1`
  return (
    <Subsection title={t('title')} text={t.rich('text', { code: codeOf, suffix: '/v1' })}>
      <div className="max-w-76 phone:max-w-none">
        <ReadOnlyField
          label={t('baseUrl')}
          value={baseUrl}
          end={
            <CopyButton text={baseUrl} label={t('copyBaseUrl')} copiedLabel={common('copied')} />
          }
        />
      </div>
      <div>
        <NumberSetting
          label={t('maxTokens', { field: 'max_tokens' })}
          value={shown.maxTokens}
          bounds={OPENAI_TOKENS_BOUNDS}
          onSave={(maxTokens) => patch.mutate({ openai: { maxTokens } })}
        />
        <p className="max-w-160 pt-1 text-ink-3 text-small">{t('maxTokensText')}</p>
      </div>
      {MAPPED.map(({ name, field, sentAs }) => (
        <SwitchSetting
          key={name}
          label={t('map', { field })}
          shown={t.rich('mapShown', { code: codeOf, field })}
          text={t.rich(name, { code: codeOf, sentAs })}
          isOn={shown[name]}
          onChange={(isOn) => patch.mutate({ openai: { [name]: isOn } })}
        />
      ))}
      <SaveError error={patch.error} />
    </Subsection>
  )
}
