'use client'

import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isVerified, refusalOf, refuseType } from '@/lib/domain/judge'
import { ANY_MODEL } from '@/lib/domain/model-facts'
import type { ThinkingType } from '@/lib/domain/models-row'
import { usualBudget } from '@/lib/domain/offers'
import { controlId } from '@/lib/domain/parameters'
import { Segment } from '../ui/segment'
import { NumberParameter } from './number-parameter'
import type { Panel } from './panel'
import { ParameterRow } from './parameter-row'
import { Refusal } from './refusal'
import { ThinkingDisplay } from './thinking-display'

const TYPES = ['adaptive', 'enabled', 'disabled'] as const

/** Whether and how the model thinks. A type that it refuses answers with the reason. */
export function Thinking({ panel }: { panel: Panel }) {
  const t = useTranslations('request.thinking')
  const reasonId = useId()
  const defaultId = useId()
  const [asked, setAsked] = useState<ThinkingType | null>(null)
  const { settings, facts, change } = panel
  const value = settings.thinkingType
  const reason = refusalOf('thinkingType', settings, facts)
  // What goes with the type is said where it stands.
  const ownReason = reason?.code === 'thinkingType' ? reason : null
  const isRefused = (type: ThinkingType) => refuseType(type, facts) !== null
  const isAsked = asked !== null && isRefused(asked)
  const isAtRest = !isAsked && ownReason === null
  // Of a type that does not go it is said at once why, not only to who tries it.
  const wanted = isAsked ? asked : ownReason === null ? TYPES.find(isRefused) : undefined
  const wantedReason = wanted === undefined ? null : refuseType(wanted, facts)
  const shownReason = wantedReason ?? ownReason
  // Of the newest models only; elsewhere it would be one more word that does nothing.
  const hasBetween = facts.thinking.between_tools === true || value === 'between_tools'
  const types: readonly ThinkingType[] = hasBetween ? [...TYPES, 'between_tools'] : TYPES
  const pick = (next: ThinkingType | 'default') => {
    const type = next === 'default' ? null : next
    if (type !== null && type !== value && isRefused(type)) return setAsked(type)
    setAsked(null)
    const needsBudget = type === 'enabled' && settings.budgetTokens === null
    change({
      thinkingType: type,
      ...(needsBudget ? { budgetTokens: usualBudget(settings.maxTokens) } : {}),
    })
  }
  const hasBudget = value === 'enabled' || settings.budgetTokens !== null
  // Also where the model thinks unasked: to see what it thinks, a type has to be named.
  const isUnasked = value === null && facts.thinksByDefault === true
  const hasDisplay =
    value === 'enabled' || value === 'adaptive' || isUnasked || settings.thinkingDisplay !== null
  return (
    <>
      <ParameterRow
        field="thinkingType"
        isChanged={value !== null}
        isWithheld={value !== null && reason !== null}
        isUnverified={!isVerified('thinkingType', facts)}
        modelName={facts.label}
        onReset={() => pick('default')}
      >
        <Segment
          id={controlId('thinkingType')}
          label={t('label')}
          value={value ?? 'default'}
          options={[
            { value: 'default', label: t('default') },
            ...types.map((type) => ({
              value: type,
              label: t(type),
              isRefused: isRefused(type),
            })),
          ]}
          describedBy={`${defaultId} ${reasonId}`}
          isCompact
          onValueChange={pick}
        />
        <div className="pt-1.5">
          {isAtRest && <AtRest id={defaultId} panel={panel} />}
          {shownReason !== null && (
            <Refusal
              id={reasonId}
              field="thinkingType"
              reason={shownReason}
              panel={panel}
              wanted={wanted === undefined ? {} : { thinkingType: wanted }}
            />
          )}
        </div>
      </ParameterRow>
      {hasBudget && (
        <NumberParameter
          field="budgetTokens"
          panel={panel}
          rest={usualBudget(settings.maxTokens)}
          slider={{ min: 1024, max: Math.max(2048, settings.maxTokens - 1), step: 1 }}
        />
      )}
      {hasDisplay && <ThinkingDisplay panel={panel} />}
    </>
  )
}

/** What the chosen type means here, where that is worth a line. */
function AtRest({ id, panel: { settings, facts } }: { id: string; panel: Panel }) {
  const t = useTranslations('request.thinking')
  const { thinkingType } = settings
  const { label, thinksByDefault, deprecatedThinking } = facts
  const isDeprecated = thinkingType !== null && deprecatedThinking.includes(thinkingType)
  const isShared = facts === ANY_MODEL
  const isUnknown = thinksByDefault === null && !isShared
  if (!isDeprecated && (thinkingType !== null || isUnknown)) return null
  const usual = isShared ? 'isEach' : thinksByDefault ? 'isOn' : 'isOff'
  const words = isDeprecated ? 'isDeprecated' : usual
  return (
    <p id={id} className="pb-1 text-ink-3 text-small phone:text-title">
      {t(words, { model: label })}
    </p>
  )
}
