'use client'

import { useId } from 'react'
import { refusalOf } from '@/lib/domain/judge'
import { isChosen } from '@/lib/domain/parameters'
import { NumberParameter } from './number-parameter'
import type { Panel } from './panel'
import { Refusal } from './refusal'

const FIELDS = ['temperature', 'topP', 'topK'] as const

/** Reasons that lie in the version or the model, so that they hold for all three. */
const OF_ALL: ReadonlySet<string> = new Set(['version', 'fixedSampling'])

/** Most people draw from a few dozen tokens at most; the field takes more. */
const TOP_K_SLIDER = { min: 0, max: 200, step: 1 }

/** How tokens are drawn. A reason that all three share is said once, below them. */
export function Sampling({ panel }: { panel: Panel }) {
  const { settings, facts } = panel
  const id = useId()
  const set = FIELDS.find((field) => isChosen(settings, field)) ?? 'temperature'
  const reason = refusalOf(set, settings, facts)
  const shared = reason !== null && OF_ALL.has(reason.code) ? reason : null
  const common = { panel, sharedReasonId: shared === null ? undefined : id }
  return (
    <div>
      <NumberParameter field="temperature" rest={1} digits={2} {...common} />
      <NumberParameter field="topP" rest={1} digits={2} {...common} />
      <NumberParameter field="topK" rest={0} slider={TOP_K_SLIDER} {...common} />
      {shared !== null && <Refusal id={id} field={set} reason={shared} panel={panel} isAll />}
    </div>
  )
}
