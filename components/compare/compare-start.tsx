import { useInfiniteQuery } from '@tanstack/react-query'
import { Menu } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useId, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { comparisonPath } from '@/lib/client/comparison/comparison-path'
import { conversationsQuery } from '@/lib/client/queries/conversation-list'
import { type ModelOffer, useModelOffers } from '@/lib/client/use-model-offers'
import { LEAST_COLUMNS, MOST_COLUMNS } from '@/lib/domain/comparison/comparison'
import { type ModelChoice, readChoices } from '@/lib/domain/model-choice'
import { useShell } from '../shell/shell-context'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { useErrorWords } from '../ui/use-error-words'
import { ModelBoxes } from './model-boxes'
import { useBeginComparison } from './use-begin-comparison'

/** Where a comparison is begun: with the models that stand side by side. */
export function CompareStart() {
  const t = useTranslations('compare.start')
  const app = useTranslations('app')
  const shell = useTranslations('shell')
  const fullId = useId()
  const errorWords = useErrorWords()
  const { setSidebarOpen } = useShell()
  const offers = useModelOffers()
  const asked = readChoices(useSearchParams().get('models') ?? '')
  const [picked, setPicked] = useState<readonly ModelChoice[]>(asked)
  // An address may name more, and what is not there to be asked.
  const chosen = picked.filter((one) => isOffered(offers, one)).slice(0, MOST_COLUMNS)
  const { begin, isPending, error } = useBeginComparison(chosen)
  const awaited = picked.filter((one) => isAwaited(offers, one))
  const hint =
    chosen.length < LEAST_COLUMNS ? 'least' : chosen.length < MOST_COLUMNS ? 'most' : 'full'
  return (
    <section aria-label={t('title')} className="min-w-0 flex-1 overflow-y-auto px-6 phone:px-4">
      <title>{`${t('title')} – ${app('name')}`}</title>
      <div className="flex h-12 items-center lg:hidden phone:h-14">
        <IconButton
          label={shell('openSidebar')}
          icon={Menu}
          onClick={() => setSidebarOpen(true)}
          className="-ml-3"
        />
      </div>
      <div className="mx-auto max-w-155 pb-10 lg:pt-20">
        <h1 className="font-semibold text-headline">{t('title')}</h1>
        <p className="mt-1 text-ink-3 text-ui">{t('hint')}</p>
        <div className="flex flex-col gap-6 pt-6">
          <ModelBoxes
            {...{ offers, chosen }}
            most={MOST_COLUMNS}
            fullId={fullId}
            onChange={(next) => setPicked([...next, ...awaited])}
            className="grid-cols-2"
          />
        </div>
        <div className="sticky bottom-0 flex flex-wrap items-center gap-3 bg-bg py-3">
          <Button
            variant="primary"
            size="large"
            busy={isPending && t('beginning')}
            disabled={hint === 'least'}
            onClick={() => begin()}
          >
            {t('begin', { count: chosen.length })}
          </Button>
          <p id={fullId} className="text-ink-3 text-small">
            {t(hint, { count: hint === 'least' ? LEAST_COLUMNS : MOST_COLUMNS })}
          </p>
        </div>
        {error !== null && (
          <p role="alert" className="text-bad text-ui">
            {t('failed', { reason: errorWords(error) })}
          </p>
        )}
        <Earlier />
      </div>
    </section>
  )
}

function isOffered(offers: readonly ModelOffer[], { upstream, model }: ModelChoice): boolean {
  const offer = offers.find(({ name }) => name === upstream)
  return offer?.models.some(({ id }) => id === model) ?? false
}

/** Whether it may turn out to be offered yet. */
function isAwaited(offers: readonly ModelOffer[], { upstream }: ModelChoice): boolean {
  return offers.find(({ name }) => name === upstream)?.isPending ?? false
}

const MOST_EARLIER = 12

/** The last comparisons; all others are in the list of conversations, and found by search. */
function Earlier() {
  const t = useTranslations('compare.start')
  const format = useFormatter()
  const list = useInfiniteQuery(conversationsQuery()).data ?? []
  const known = list.filter(({ kind }) => kind === 'comparison').slice(0, MOST_EARLIER)
  if (known.length === 0) return null
  return (
    <nav aria-label={t('earlier')} className="mt-8">
      <h2 className="pb-1 text-ink-3 text-small">{t('earlier')}</h2>
      <ul>
        {known.map((one) => (
          <li key={one.id}>
            <Link
              href={comparisonPath(one.id)}
              prefetch={false}
              className="fade -mx-1.5 flex min-h-8 items-center gap-3 rounded-md px-1.5 text-ui hover:bg-hover phone:min-h-11"
            >
              <span data-user-text className="min-w-0 flex-1 truncate">
                {one.title}
              </span>
              <time className="shrink-0 text-ink-3 text-small">
                {format.dateTime(one.updatedAt, { dateStyle: 'medium' })}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
