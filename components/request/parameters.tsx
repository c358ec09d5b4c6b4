'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { FRESH_MAX_TOKENS } from '@/lib/client/use-draft'
import { isCarried } from '@/lib/domain/carried'
import { NO_PARAMETERS } from '@/lib/domain/conversation'
import {
  controlId,
  isChosen,
  PARAMETERS,
  type ParameterField,
  shortName,
} from '@/lib/domain/parameters'
import { CarriedControl } from './carried/carried-control'
import { Effort } from './effort'
import { MaxTokens } from './max-tokens'
import type { Panel } from './panel'
import { Sampling } from './sampling'
import { StopSequences } from './stop-sequences'
import { Streaming } from './streaming'
import { Thinking } from './thinking'

const FIELDS = Object.keys(NO_PARAMETERS) as (keyof typeof NO_PARAMETERS)[]

/** All parameters of the request, and the way back to none. */
export function Parameters({ panel }: { panel: Panel }) {
  const t = useTranslations('request')
  const { settings, change } = panel
  const changed =
    FIELDS.filter((field) => isChosen(settings, field)).length +
    (panel.wantedTokens === FRESH_MAX_TOKENS ? 0 : 1)
  const unlessCarried = (field: ParameterField, control: ReactNode) => {
    const { name } = PARAMETERS[field]
    if (!isCarried(settings.carried, name)) return control
    return <CarriedControl id={controlId(field)} name={shortName(field)} />
  }
  return (
    <section aria-labelledby="parameters" className="pt-2">
      <div className="flex min-h-7 items-center justify-between gap-2 phone:min-h-11">
        <h2 id="parameters" className="font-semibold text-ui phone:text-reading">
          {t('parameters')}
        </h2>
        {changed > 0 && (
          <button
            type="button"
            aria-label={t('resetAllLabel', { count: changed })}
            onClick={() => change({ ...NO_PARAMETERS, maxTokens: FRESH_MAX_TOKENS })}
            className="rounded-sm font-medium text-accent text-small hover:underline phone:min-h-11 phone:text-reading"
          >
            {t('resetAll', { count: changed })}
          </button>
        )}
      </div>
      {unlessCarried('maxTokens', <MaxTokens panel={panel} />)}
      <Sampling panel={panel} />
      {unlessCarried('thinkingType', <Thinking panel={panel} />)}
      {unlessCarried('effort', <Effort panel={panel} />)}
      {unlessCarried('stopSequences', <StopSequences panel={panel} />)}
      {unlessCarried('stream', <Streaming panel={panel} />)}
    </section>
  )
}
