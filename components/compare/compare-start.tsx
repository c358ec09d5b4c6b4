import {
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { Menu } from 'lucide-react'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { comparisonPath } from '@/lib/client/comparison/comparison-path'
import { newComparison } from '@/lib/client/comparison/new-comparison'
import { conversationsQuery } from '@/lib/client/queries/conversation-list'
import { modelsQuery } from '@/lib/client/queries/models'
import { settingsQuery } from '@/lib/client/queries/settings'
import { useOnce } from '@/lib/client/use-once'
import { LEAST_COLUMNS, MOST_COLUMNS } from '@/lib/domain/comparison/comparison'
import { newId } from '@/lib/domain/ids'
import { choiceKey, type ModelChoice, readChoices } from '@/lib/domain/model-choice'
import { compareModels, modelLabel, nameOfModel } from '@/lib/domain/models'
import { titleOfText } from '@/lib/domain/turn'
import { useShell } from '../shell/shell-context'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { IconButton } from '../ui/icon-button'
import { LoadingBars } from '../ui/loading-bars'
import { useErrorWords } from '../ui/use-error-words'

/** Where a comparison is begun: with the models that stand side by side. */
export function CompareStart() {
  const t = useTranslations('compare.start')
  const app = useTranslations('app')
  const shell = useTranslations('shell')
  const client = useQueryClient()
  const router = useRouter()
  const format = useFormatter()
  const errorWords = useErrorWords()
  const { setSidebarOpen } = useShell()
  const offers = useOffers()
  const asked = readChoices(useSearchParams().get('models') ?? '')
  const [picked, setPicked] = useState<readonly ModelChoice[]>(asked)
  // An address may name more, and what is not there to be asked.
  const chosen = picked.filter((one) => isOffered(offers, one)).slice(0, MOST_COLUMNS)
  const names = chosen.map(choiceKey).join(' ')
  // Begun again after an answer that nobody heard, it is the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other models it is another one
  const id = useMemo(newId, [names])
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      newComparison(client, chosen, {
        id,
        title: titleOfText(format.list(chosen.map(({ model }) => modelLabel(model)))),
      }),
    onSuccess: () => router.push(comparisonPath(id)),
  })
  const begin = useOnce(mutate)
  const toggle = (one: ModelChoice) => {
    const kept = picked.filter((other) => chosen.includes(other) || isAwaited(offers, other))
    const others = kept.filter((other) => choiceKey(other) !== choiceKey(one))
    setPicked(others.length < kept.length ? others : [...kept, one])
  }
  const isEnough = chosen.length >= LEAST_COLUMNS
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
        <Models {...{ offers, chosen }} onToggle={toggle} />
        <div className="sticky bottom-0 flex flex-wrap items-center gap-3 bg-bg py-3">
          <Button
            variant="primary"
            size="large"
            busy={isPending && t('beginning')}
            disabled={!isEnough}
            onClick={() => begin()}
          >
            {t('begin', { count: chosen.length })}
          </Button>
          <p className="text-ink-3 text-small">
            {isEnough ? t('most', { count: MOST_COLUMNS }) : t('least', { count: LEAST_COLUMNS })}
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

/** The upstreams that can be asked, each with the list of its models as far as it has come. */
function useOffers() {
  const ready = (useQuery(settingsQuery()).data?.upstreams ?? []).filter((one) => one.isReady)
  // What answers for real comes first.
  const upstreams = [...ready].sort((a, b) => Number(a.isSandbox) - Number(b.isSandbox))
  const lists = useQueries({ queries: upstreams.map(({ name }) => modelsQuery(name)) })
  return upstreams.map((upstream, index) => {
    const { data, isError = false, isPending = true } = lists[index] ?? {}
    return { upstream, models: [...(data ?? [])].sort(compareModels), isError, isPending }
  })
}

type Offers = ReturnType<typeof useOffers>

function isOffered(offers: Offers, { upstream, model }: ModelChoice): boolean {
  const offer = offers.find((one) => one.upstream.name === upstream)
  return offer?.models.some(({ id }) => id === model) ?? false
}

/** Whether it may turn out to be offered yet. */
function isAwaited(offers: Offers, { upstream }: ModelChoice): boolean {
  return offers.find((one) => one.upstream.name === upstream)?.isPending ?? false
}

interface ModelsProps {
  offers: Offers
  chosen: readonly ModelChoice[]
  onToggle: (one: ModelChoice) => void
}

/** The models of all upstreams that can be asked, to be ticked. */
function Models({ offers, chosen, onToggle }: ModelsProps) {
  const t = useTranslations('compare.start')
  const common = useTranslations('common')
  const isFull = chosen.length >= MOST_COLUMNS
  if (offers.every(({ isPending }) => isPending)) {
    return (
      <div className="pt-6">
        <LoadingBars count={5} label={common('loading')} />
      </div>
    )
  }
  return offers.map(({ upstream: { name, label, isSandbox }, models, isError }) => (
    <fieldset key={name} className="mt-6">
      <legend className="pb-1 text-ink-3 text-small">
        {isSandbox ? common('sandbox') : label}
      </legend>
      {isError && (
        <p role="alert" className="text-bad text-small">
          {t('noList')}
        </p>
      )}
      <div className="grid grid-cols-2 gap-x-4 phone:grid-cols-1">
        {models.map((info) => {
          const one = { upstream: name, model: info.id }
          const isChosen = chosen.some((other) => choiceKey(other) === choiceKey(one))
          return (
            <Checkbox
              key={info.id}
              isChecked={isChosen}
              isDisabled={isFull && !isChosen}
              onChange={() => onToggle(one)}
            >
              {nameOfModel(info)}
            </Checkbox>
          )
        })}
      </div>
    </fieldset>
  ))
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
