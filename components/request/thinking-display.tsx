'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { THINKING_DISPLAYS } from '@/lib/domain/conversation'
import { refusalOf } from '@/lib/domain/judge'
import { controlId } from '@/lib/domain/parameters'
import { Segment } from '../ui/segment'
import type { Panel } from './panel'
import { ParameterRow } from './parameter-row'
import { Refusal } from './refusal'

/** Whether the text of the thinking comes with the answer. */
export function ThinkingDisplay({ panel }: { panel: Panel }) {
  const t = useTranslations('request.display')
  const reasonId = useId()
  const { settings, facts, change } = panel
  const value = settings.thinkingDisplay
  const reason = refusalOf('thinkingDisplay', settings, facts)
  return (
    <ParameterRow
      field="thinkingDisplay"
      isChanged={value !== null}
      isWithheld={value !== null && reason !== null}
      isRefused={reason !== null}
      modelName={facts.label}
      onReset={() => change({ thinkingDisplay: null })}
    >
      <Segment
        id={controlId('thinkingDisplay')}
        label={t('label')}
        value={value ?? 'default'}
        options={[
          { value: 'default', label: t('default') },
          ...THINKING_DISPLAYS.map((display) => ({
            value: display,
            label: t(display),
            isRefused: reason !== null,
          })),
        ]}
        describedBy={reasonId}
        isCompact
        onValueChange={(next) => change({ thinkingDisplay: next === 'default' ? null : next })}
      />
      <div className="pt-1.5">
        {reason !== null ? (
          <Refusal id={reasonId} field="thinkingDisplay" reason={reason} panel={panel} />
        ) : (
          value === null &&
          facts.display !== null && (
            <p id={reasonId} className="pb-1 text-ink-3 text-small phone:text-title">
              {t(facts.display === 'summarized' ? 'isSummarized' : 'isOmitted', {
                model: facts.label,
              })}
            </p>
          )
        )}
      </div>
    </ParameterRow>
  )
}
