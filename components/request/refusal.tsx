'use client'

import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Withholdable } from '@/lib/domain/conversation'
import type { Reason } from '@/lib/domain/judge'
import { findOffers } from '@/lib/domain/offers'
import { isChosen } from '@/lib/domain/parameters'
import type { Panel } from './panel'
import { useRefusalWords } from './use-refusal-words'

interface Props {
  /** Named by the control that it is about. */
  id: string
  field: Withholdable
  reason: Reason
  panel: Pick<Panel, 'settings' | 'models' | 'change'>
  /** A value that was asked for and not taken: the offers are for it. */
  wanted?: Partial<Panel['settings']>
  /** It holds for several parameters alike. */
  isAll?: boolean
}

const MOST_OFFERS = 2

/** Why a parameter does not go, and what would let it go in one click. */
export function Refusal({ id, field, reason, panel, wanted = {}, isAll = false }: Props) {
  const t = useTranslations('request')
  const words = useRefusalWords()
  const { settings, models, change } = panel
  const isSet = isChosen(settings, field) && Object.keys(wanted).length === 0
  const offers = findOffers(field, { ...settings, ...wanted }, models)
    // What leads away from what was asked for is none.
    .filter(({ patch }) => Object.keys(wanted).every((key) => !(key in patch)))
    .slice(0, MOST_OFFERS)
  return (
    <p className="flex items-start gap-1.5 pb-1 text-ink-3 text-small phone:text-title">
      <Lock aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0 phone:mt-0.75" />
      <span>
        <span id={id}>{words.reason(reason, isSet, isAll)}</span>
        {offers.map(({ steps, patch }, at) => (
          <span key={words.steps(steps)}>
            {at === 0 ? ' ' : t('orElse')}
            <button
              type="button"
              onClick={() => change({ ...wanted, ...patch })}
              className="rounded-sm text-left font-medium text-accent hover:underline phone:-my-3 phone:min-h-11"
            >
              {words.steps(steps)}
            </button>
          </span>
        ))}
      </span>
    </p>
  )
}
