'use client'

import { useTranslations } from 'use-intl'
import { controlId, PARAMETERS } from '@/lib/domain/parameters'
import { Switch } from '../ui/switch'
import type { Panel } from './panel'
import { ParameterRow } from './parameter-row'

/** Whether the answer arrives word by word or whole. */
export function Streaming({ panel: { settings, facts, change } }: { panel: Panel }) {
  const t = useTranslations('request')
  return (
    <ParameterRow
      field="stream"
      isChanged={!settings.stream}
      modelName={facts.label}
      onReset={() => change({ stream: true })}
      end={
        <span className="flex items-center gap-2 text-ink-2 text-small phone:text-title">
          {t(settings.stream ? 'streaming.on' : 'streaming.off')}
          <Switch
            id={controlId('stream')}
            label={PARAMETERS.stream.name}
            isOn={settings.stream}
            onChange={(stream) => change({ stream })}
          />
        </span>
      }
    />
  )
}
