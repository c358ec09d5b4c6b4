import { useLocale, useTranslations } from 'use-intl'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { SCRIPT_LIMITS } from '@/lib/domain/tools/answer'
import { CodeEditor } from '../../ui/code-editor/code-editor'
import { NumberField } from '../../ui/number-field'
import type { CheckedForm } from '../editor/use-form-check'
import { FieldError } from './field-error'

interface Props {
  tool: EditedTool
  check: CheckedForm
}

/** A function's body in JavaScript, and how much it may take. */
export function ScriptForm({ tool: { form, change }, check }: Props) {
  const t = useTranslations('tools.script')
  const locale = useLocale()
  const { seconds, megabytes } = check.problems
  return (
    <div className="flex flex-col gap-2">
      <CodeEditor
        label={t('code')}
        language="javascript"
        value={form.code}
        onChange={(code) => change({ code })}
        className="max-h-[48dvh] min-h-36"
      />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 text-small">
        <div className="flex items-center gap-2">
          <span className="text-ink-3">{t('seconds')}</span>
          <NumberField
            label={t('seconds')}
            value={form.seconds}
            min={0.1}
            max={SCRIPT_LIMITS.mostSeconds}
            digits={1}
            locale={locale}
            isInvalid={seconds !== undefined}
            onValueChange={(value) => change({ seconds: value })}
            onClear={() => change({ seconds: null })}
          />
          <span className="text-ink-3">{t('secondsUnit')}</span>
        </div>
        <div className="flex items-center gap-2">
          <span className="text-ink-3">{t('megabytes')}</span>
          <NumberField
            label={t('megabytes')}
            value={form.megabytes}
            min={1}
            max={SCRIPT_LIMITS.mostMegabytes}
            locale={locale}
            isInvalid={megabytes !== undefined}
            onValueChange={(value) => change({ megabytes: value })}
            onClear={() => change({ megabytes: null })}
          />
          <span className="text-ink-3">{t('megabytesUnit')}</span>
        </div>
      </div>
      <FieldError problem={seconds ?? megabytes} />
    </div>
  )
}
