'use client'

import { useTranslations } from 'use-intl'
import { FRESH_MAX_TOKENS } from '@/lib/client/use-draft'
import { NO_PARAMETERS } from '@/lib/domain/conversation'
import { isChosen } from '@/lib/domain/parameters'
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
      <MaxTokens panel={panel} />
      <Sampling panel={panel} />
      <Thinking panel={panel} />
      <Effort panel={panel} />
      <StopSequences panel={panel} />
      <Streaming panel={panel} />
    </section>
  )
}
