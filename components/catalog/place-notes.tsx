import { KeyRound, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { useErrorWords } from '../ui/use-error-words'
import type { Catalog, CatalogPlace, Failure } from './use-catalog'

/** What is missing in the catalog, and why: in place, and in nobody's way. */
export function PlaceNotes({ catalog }: { catalog: Catalog }) {
  const t = useTranslations('catalog.places')
  const { places, failure, unmeasured, entries } = catalog
  const missing = places.filter(({ state }) => state !== 'here')
  if (missing.length === 0 && failure === null && unmeasured === null) return null
  return (
    <ul className="max-h-1/3 shrink-0 overflow-y-auto px-6 pb-2 text-ui max-lg:px-5 phone:px-4">
      {failure !== null && <Failed text={t('nothing')} failure={failure} />}
      {missing.map((place) => (
        <Missing key={place.upstream} place={place} hasOthers={entries.length > 0} />
      ))}
      {unmeasured !== null && <Failed text={t('unmeasured')} failure={unmeasured} />}
    </ul>
  )
}

function Missing({ place, hasOthers }: { place: CatalogPlace; hasOthers: boolean }) {
  const t = useTranslations('catalog.places')
  const { label, state, failure } = place
  if (failure !== null) return <Failed text={t('failed', { label })} failure={failure} />
  if (state === 'unready') {
    return (
      <Line icon={<KeyRound aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />}>
        <span className="text-ink-2">
          {t('unready', { label })}{' '}
          <Link
            href="/settings#upstreams"
            prefetch={false}
            className="whitespace-nowrap rounded-sm font-medium text-accent hover:text-accent-hover"
          >
            {t('addKey')}
          </Link>
        </span>
      </Line>
    )
  }
  // Alone, its bars stand where its rows will.
  if (!hasOthers) return null
  return (
    <Line icon={null}>
      <span role="status" className="animate-appear text-ink-3">
        {t('coming', { label })}
      </span>
    </Line>
  )
}

function Failed({ text, failure }: { text: string; failure: Failure }) {
  const common = useTranslations('common')
  const errorWords = useErrorWords()
  return (
    <Line icon={<TriangleAlert aria-hidden size={14} strokeWidth={1.5} className="text-bad" />}>
      <span role="alert" className="wrap-anywhere min-w-0 text-ink-2">
        <span className="font-medium text-bad">{text}</span> {errorWords(failure.error)}
      </span>
      <Button
        variant="quiet"
        busy={failure.isFetching && common('loading')}
        onClick={failure.onRetry}
        className="-my-1"
      >
        {common('retry')}
      </Button>
    </Line>
  )
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex min-h-7 items-start gap-2 py-1">
      {icon !== null && <span className="flex h-5 shrink-0 items-center">{icon}</span>}
      {children}
    </li>
  )
}
