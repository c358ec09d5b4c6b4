import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { isVerified, refusalOf } from '@/lib/domain/judge'
import { controlId } from '@/lib/domain/parameters'
import { GrowingTextarea } from '../../ui/growing-textarea'
import type { Panel } from '../panel'
import { ParameterRow } from '../parameter-row'
import { Refusal } from '../refusal'

/** What the answer begins with, where the model has that. */
export function Prefill({ panel }: { panel: Panel }) {
  const t = useTranslations('writeTurns')
  const reasonId = useId()
  const { settings, facts, change } = panel
  const { prefill } = settings
  const reason = refusalOf('prefill', settings, facts)
  const isSet = prefill !== ''
  return (
    <ParameterRow
      field="prefill"
      isChanged={isSet}
      isWithheld={isSet && reason !== null}
      isRefused={reason !== null}
      isUnverified={!isVerified('prefill', facts)}
      modelName={facts.label}
      onReset={() => change({ prefill: '' })}
    >
      <GrowingTextarea
        id={controlId('prefill')}
        value={prefill}
        aria-label="prefill"
        aria-describedby={reasonId}
        // What is there can be taken away where it does not go.
        readOnly={reason !== null}
        maxLength={100_000}
        placeholder={t('prefillHint')}
        onChange={({ target }) => change({ prefill: target.value })}
        textClass="px-2.5 py-1.5 text-ui phone:px-3 phone:py-2.5 phone:text-reading"
        className="mb-1 max-h-40 min-h-8 rounded-md bg-field shadow-edge has-[textarea:read-only]:text-ink-3 has-focus-visible:outline-2 has-focus-visible:outline-accent"
      />
      {reason !== null && <Refusal id={reasonId} field="prefill" reason={reason} panel={panel} />}
    </ParameterRow>
  )
}
