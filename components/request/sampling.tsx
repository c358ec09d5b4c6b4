'use client'

import { useId } from 'react'
import { isCarried } from '@/lib/domain/carried'
import { refusalOf } from '@/lib/domain/judge'
import { controlId, isChosen, PARAMETERS, shortName } from '@/lib/domain/parameters'
import { CarriedControl } from './carried/carried-control'
import { NumberParameter } from './number-parameter'
import type { Panel } from './panel'
import { Refusal } from './refusal'

const FIELDS = ['temperature', 'topP', 'topK'] as const

/** Reasons that lie in the version or the model, so that they hold for all three. */
const OF_ALL: ReadonlySet<string> = new Set(['version', 'fixedSampling'])

const CONTROLS = {
  temperature: { rest: 1, digits: 2 },
  topP: { rest: 1, digits: 2 },
  // Most people draw from a few dozen tokens at most; the field takes more.
  topK: { rest: 0, slider: { min: 0, max: 200, step: 1 } },
}

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
      {FIELDS.map((field) =>
        isCarried(settings.carried, PARAMETERS[field].name) ? (
          <CarriedControl key={field} id={controlId(field)} name={shortName(field)} />
        ) : (
          <NumberParameter key={field} field={field} {...CONTROLS[field]} {...common} />
        ),
      )}
      {shared !== null && <Refusal id={id} field={set} reason={shared} panel={panel} isAll />}
    </div>
  )
}
