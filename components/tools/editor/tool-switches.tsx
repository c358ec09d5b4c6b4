import { useTranslations } from 'use-intl'
import type { EditedTool } from '@/lib/client/use-tool-form'
import { estimateTokens } from '@/lib/domain/token-estimate'
import { fromForm, TOOL_CACHES } from '@/lib/domain/tools/tool-form'
import { Segment } from '../../ui/segment'
import { Switch } from '../../ui/switch'

/** The fields of a definition that are on or off, by their names on the wire, and what all of it costs. */
export function ToolSwitches({ tool }: { tool: EditedTool }) {
  const t = useTranslations('tools')
  const { form, change } = tool
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Wire name="strict">
          <Switch
            label="strict"
            isOn={form.isStrict}
            onChange={(isStrict) => change({ isStrict })}
          />
        </Wire>
        <Wire name="eager_input_streaming">
          <Switch
            label="eager_input_streaming"
            isOn={form.isEager}
            onChange={(isEager) => change({ isEager })}
          />
        </Wire>
        <div className="flex items-center gap-2.5">
          <code className="font-mono text-code">{'cache_control'}</code>
          <Segment
            label="cache_control"
            value={form.cache}
            isCompact
            options={TOOL_CACHES.map((value) => ({
              value,
              label: value === 'off' ? t('cacheOff') : value,
            }))}
            onValueChange={(cache) => change({ cache })}
          />
        </div>
      </div>
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-ink-3 text-small">
        <p>{t(form.isStrict ? 'strictOn' : 'strictOff')}</p>
        <Estimate tool={tool} />
      </div>
    </div>
  )
}

function Wire({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex min-h-7 items-center gap-2.5 phone:min-h-11">
      {children}
      <code className="font-mono text-code">{name}</code>
    </div>
  )
}

/** About how much the definition takes of each request that holds it. */
function Estimate({ tool: { form, saved } }: { tool: EditedTool }) {
  const t = useTranslations('tools')
  const made = fromForm(form, saved)
  if (made === null) return null
  const { name, description, input_schema } = made.definition
  const text = JSON.stringify({ name, description, input_schema })
  const count = estimateTokens([{ type: 'text', text }])
  return <p className="ml-auto">{t('tokens', { count })}</p>
}
