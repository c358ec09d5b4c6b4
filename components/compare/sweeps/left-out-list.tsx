import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ModelChoice } from '@/lib/domain/model-choice'
import { withheldName } from '@/lib/domain/parameters'
import { groupLeftOut } from '@/lib/domain/sweeps/left-out'
import type { LeftOut } from '@/lib/domain/sweeps/plan'
import type { Choice } from '@/lib/domain/sweeps/sweep'
import { useRefusalWords } from '../../request/use-refusal-words'
import { useVariantNames } from './use-variant-names'

/** Of each reason. */
const SHOWN = 6

interface Props {
  leftOut: readonly LeftOut[]
  /** All that the grid goes through. */
  models: readonly ModelChoice[]
}

/** The points of a grid that are not asked, by what refuses them. */
export function LeftOutList({ leftOut, models }: Props) {
  const t = useTranslations('sweeps')
  const words = useRefusalWords()
  if (leftOut.length === 0) return null
  return (
    <section aria-label={t('leftOut', { count: leftOut.length })} className="mt-5">
      <h3 className="flex items-center gap-1.5 font-semibold text-ui">
        <Lock aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
        {t('leftOut', { count: leftOut.length })}
      </h3>
      <ul className="mt-1 flex flex-col gap-2 text-small">
        {groupLeftOut(leftOut).map(({ refusals, choices }) => (
          <li key={JSON.stringify(refusals)}>
            {refusals.map(({ field, reason }) => (
              <p key={field} className="text-ink-2">
                <span className="font-mono">{withheldName(field)}</span>{' '}
                {words.reason(reason, false)}
              </p>
            ))}
            <Points choices={choices} models={models} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Points({ choices, models }: Pick<Props, 'models'> & { choices: readonly Choice[] }) {
  const t = useTranslations('sweeps')
  const names = useVariantNames().points(choices.slice(0, SHOWN), models)
  const more = choices.length - names.length
  return (
    <ul className="flex flex-wrap gap-x-4 text-ink-3">
      {names.map((name, index) => (
        <li key={JSON.stringify(choices[index])}>{name}</li>
      ))}
      {more > 0 && <li>{t('moreLeftOut', { count: more })}</li>}
    </ul>
  )
}
