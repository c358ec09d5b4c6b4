import Link from 'next/link'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { useCatalogView } from '@/lib/client/use-catalog-view'
import type { CatalogEntry } from '@/lib/domain/catalog/entry'
import { LEAST_COLUMNS, MOST_COLUMNS } from '@/lib/domain/comparison/comparison'
import { choiceKey, type ModelChoice, writeChoices } from '@/lib/domain/model-choice'
import { useBeginComparison } from '../compare/use-begin-comparison'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { useErrorWords } from '../ui/use-error-words'

interface Props {
  /** All that is there so far. */
  entries: readonly CatalogEntry[]
  /** What the filters leave. */
  shown: readonly CatalogEntry[]
}

/** How many models are chosen, the way to compare them, and the way to choose none. */
export function ChosenBar({ entries, shown }: Props) {
  const t = useTranslations('catalog.chosen')
  const { view, clearChosen } = useCatalogView()
  const reason = useId()
  const { chosen } = view
  const count = chosen.length
  if (count === 0) return null
  const keys = new Set(shown.map(({ key }) => key))
  const hidden = chosen.filter((choice) => !keys.has(choiceKey(choice))).length
  const refusal =
    count < LEAST_COLUMNS
      ? t('tooFew', { least: LEAST_COLUMNS })
      : count > MOST_COLUMNS
        ? t('tooMany', { most: MOST_COLUMNS })
        : null
  return (
    <section
      aria-label={t('label')}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 bg-side px-6 py-2 max-lg:px-5 phone:px-4"
    >
      <p role="status" className="flex flex-1 flex-wrap gap-x-3 text-ui">
        <span className="font-medium">{t('count', { count })}</span>
        {hidden > 0 && <span className="text-ink-3">{t('hidden', { count: hidden })}</span>}
        {refusal !== null && (
          <span id={reason} className="text-ink-3">
            {refusal}
          </span>
        )}
      </p>
      <Button variant="quiet" onClick={clearChosen}>
        {t('clear')}
      </Button>
      {refusal === null ? (
        <Compare chosen={chosen} entries={entries} />
      ) : (
        <Button variant="primary" disabled keepsFocus aria-describedby={reason}>
          {t('compare')}
        </Button>
      )}
    </section>
  )
}

interface CompareProps extends Pick<Props, 'entries'> {
  chosen: readonly ModelChoice[]
}

function Compare({ chosen, entries }: CompareProps) {
  const t = useTranslations('catalog.chosen')
  const start = useTranslations('compare.start')
  const errorWords = useErrorWords()
  const { begin, isPending, error } = useBeginComparison(chosen)
  const keys = new Set(entries.map(({ key }) => key))
  // Where a model is missing, what is there is seen and chosen from before anything begins.
  if (chosen.some((choice) => !keys.has(choiceKey(choice)))) {
    return (
      <Link
        href={`/compare?models=${writeChoices(chosen)}`}
        prefetch={false}
        className={buttonClass('primary')}
      >
        {t('compare')}
      </Link>
    )
  }
  return (
    <>
      <Button variant="primary" busy={isPending && start('beginning')} onClick={() => begin()}>
        {t('compare')}
      </Button>
      {error !== null && (
        <p role="alert" className="basis-full text-bad text-ui">
          {start('failed', { reason: errorWords(error) })}
        </p>
      )}
    </>
  )
}
