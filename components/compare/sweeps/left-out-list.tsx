import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ModelChoice } from '@/lib/domain/model-choice'
import { withheldName } from '@/lib/domain/parameters'
import type { LeftOut } from '@/lib/domain/sweeps/plan'
import { useRefusalWords } from '../../request/use-refusal-words'
import { useVariantNames } from './use-variant-names'

const SHOWN = 12

interface Props {
  leftOut: readonly LeftOut[]
  /** All that the grid goes through. */
  models: readonly ModelChoice[]
}

/** The points of a grid that are not asked, each with what refuses it. */
export function LeftOutList({ leftOut, models }: Props) {
  const t = useTranslations('sweeps')
  const names = useVariantNames().points(
    leftOut.map(({ choice }) => choice),
    models,
  )
  const words = useRefusalWords()
  if (leftOut.length === 0) return null
  const more = leftOut.length - SHOWN
  return (
    <section aria-label={t('leftOut', { count: leftOut.length })} className="mt-5">
      <h3 className="flex items-center gap-1.5 font-semibold text-ui">
        <Lock aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
        {t('leftOut', { count: leftOut.length })}
      </h3>
      <ul className="mt-1 flex flex-col gap-1 text-small">
        {leftOut.slice(0, SHOWN).map(({ choice, refusals }, index) => (
          <li key={JSON.stringify(choice)} className="text-ink-3">
            <span className="text-ink-2">{names[index]}</span>
            {refusals.map(({ field, reason }) => (
              <span key={field}>
                {' '}
                <span className="font-mono">{withheldName(field)}</span>{' '}
                {words.reason(reason, false)}
              </span>
            ))}
          </li>
        ))}
        {more > 0 && <li className="text-ink-3">{t('moreLeftOut', { count: more })}</li>}
      </ul>
    </section>
  )
}
