'use client'

import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isVerified, refusalOf, refuseLevel } from '@/lib/domain/judge'
import { EFFORT_LEVELS, type EffortLevel } from '@/lib/domain/models-row'
import { controlId, shortName } from '@/lib/domain/parameters'
import { cx } from '../ui/cx'
import { Segment } from '../ui/segment'
import { Slider } from '../ui/slider'
import type { Panel } from './panel'
import { ParameterRow } from './parameter-row'
import { Refusal } from './refusal'

/** How much work goes into the answer: five stops with their names, a segment on the phone. */
export function Effort({ panel }: { panel: Panel }) {
  const reasonId = useId()
  const [asked, setAsked] = useState<EffortLevel | null>(null)
  const { settings, facts, change } = panel
  const value = settings.effort
  const refusal = refusalOf('effort', settings, facts)
  const isNone = refusal?.code === 'effortModel'
  const isRefused = (level: EffortLevel) => refuseLevel(level, settings, facts) !== null
  const pick = (level: EffortLevel) => {
    const isTaken = level === value || !isRefused(level)
    setAsked(isTaken ? null : level)
    if (isTaken) change({ effort: level })
  }
  // Of a level that does not go it is said at once why, not only to who tries it.
  const isAsked = asked !== null && isRefused(asked)
  const wanted = isAsked ? asked : refusal === null ? EFFORT_LEVELS.find(isRefused) : undefined
  const reason = wanted === undefined ? refusal : refuseLevel(wanted, settings, facts)
  return (
    <ParameterRow
      field="effort"
      isChanged={value !== null}
      isWithheld={value !== null && refusal !== null}
      isRefused={isNone}
      isUnverified={!isVerified('effort', facts)}
      modelName={facts.label}
      onReset={() => {
        setAsked(null)
        change({ effort: null })
      }}
    >
      {!isNone && <Levels panel={panel} reasonId={reasonId} onPick={pick} />}
      {reason !== null && (
        <Refusal
          id={reasonId}
          field="effort"
          reason={reason}
          panel={panel}
          {...(wanted === undefined ? {} : { wanted: { effort: wanted } })}
        />
      )}
    </ParameterRow>
  )
}

interface LevelsProps {
  panel: Panel
  reasonId: string
  onPick: (level: EffortLevel) => void
}

function Levels({ panel, reasonId, onPick }: LevelsProps) {
  const t = useTranslations('request')
  const { settings, facts } = panel
  const shown = settings.effort ?? facts.defaultEffort ?? 'high'
  const name = shortName('effort')
  const isRefused = (level: EffortLevel) => refuseLevel(level, settings, facts) !== null
  return (
    <div id={controlId('effort')} tabIndex={-1} className="outline-none">
      <div className="phone:hidden">
        <Slider
          label={name}
          value={EFFORT_LEVELS.indexOf(shown)}
          min={0}
          max={EFFORT_LEVELS.length - 1}
          valueText={settings.effort === null ? t('effortDefault', { level: shown }) : shown}
          hasMarks
          onValueChange={(at) => onPick(EFFORT_LEVELS[at] ?? shown)}
        />
        <div aria-hidden className="flex justify-between pb-1 text-small">
          {EFFORT_LEVELS.map((level) => (
            <span
              key={level}
              className={cx(
                isRefused(level)
                  ? 'text-ink-3 line-through'
                  : level === shown
                    ? 'text-ink'
                    : 'text-ink-3',
                level === shown && settings.effort !== null && 'font-semibold',
              )}
            >
              {level}
            </span>
          ))}
        </div>
      </div>
      <div className="md:hidden">
        <Segment
          label={name}
          value={shown}
          options={EFFORT_LEVELS.map((level) => ({
            value: level,
            label: level,
            isRefused: isRefused(level),
          }))}
          describedBy={reasonId}
          isCompact
          onValueChange={onPick}
        />
        {settings.effort === null && (
          <p className="pt-1.5 text-ink-3 text-title">{t('effortDefault', { level: shown })}</p>
        )}
      </div>
    </div>
  )
}
