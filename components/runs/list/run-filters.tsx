import { useQuery } from '@tanstack/react-query'
import { Search, SlidersHorizontal } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { runOverviewQuery } from '@/lib/client/queries/run-list'
import { useRunView } from '@/lib/client/use-run-view'
import type { RunFacets } from '@/lib/domain/run-list'
import type { RunView } from '@/lib/domain/run-view'
import { cx } from '../../ui/cx'
import { fieldClass } from '../../ui/field'
import { DayFields } from './day-fields'
import { ActiveFilter, type FilterChoice, FilterMenu } from './filter-menu'
import { useFilterWords } from './use-filter-words'

/** So long after the last letter a search begins, ms. */
const TYPING_MS = 250

const NO_FACETS: RunFacets = {
  sources: [],
  clients: [],
  keys: [],
  models: [],
  upstreams: [],
  statuses: [],
}

/** What the list is filtered by. All of it is in the address. */
export function RunFilters() {
  const t = useTranslations('runs.filters')
  const { view, change } = useRunView()
  const facets = useQuery(runOverviewQuery()).data?.facets ?? NO_FACETS
  const words = useFilterWords(facets)
  const isChosen = ({ name, value }: FilterChoice) => view[name as keyof RunView] === value
  const choose = (choice: FilterChoice) =>
    change({ ...words.besides(choice), [choice.name]: isChosen(choice) ? undefined : choice.value })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-5 pb-1 phone:px-3">
      <SearchBox view={view} onSearch={(q) => change({ q: q === '' ? undefined : q })} />
      {words.menus.map(({ key, groups }) => {
        const [active] = words.active(view, words.namesOf(groups))
        return (
          <FilterMenu
            key={key}
            label={t(key)}
            groups={groups}
            active={active?.label}
            isChosen={isChosen}
            onChoose={choose}
            onClear={() => active !== undefined && change({ [active.name]: undefined })}
          />
        )
      })}
      <FilterMenu
        label={t('more')}
        icon={SlidersHorizontal}
        groups={words.more}
        isChosen={isChosen}
        onChoose={choose}
      />
      {words.active(view, ['upstream', 'key', 'cost']).map(({ name, label }) => (
        <ActiveFilter key={name} label={label} onClear={() => change({ [name]: undefined })} />
      ))}
      {(view.from !== undefined || view.to !== undefined) && (
        <DayFields view={view} onChange={change} />
      )}
    </div>
  )
}

function SearchBox({ view, onSearch }: { view: RunView; onSearch: (text: string) => void }) {
  const t = useTranslations('runs.filters')
  const asked = view.q ?? ''
  const [text, setText] = useState(asked)
  const [last, setLast] = useState(asked)
  // Cleared elsewhere, or another address.
  if (asked !== last) {
    setLast(asked)
    setText(asked)
  }
  useEffect(() => {
    if (text === last) return
    const timer = setTimeout(() => {
      setLast(text)
      onSearch(text)
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, last, onSearch])
  return (
    <label
      className={cx(
        fieldClass,
        'flex h-7 w-auto! min-w-36 flex-1 items-center gap-2 px-2.5 phone:h-11',
      )}
    >
      <Search aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-ink-3" />
      <input
        type="search"
        aria-label={t('search')}
        placeholder={t('placeholder')}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        className="h-full min-w-0 flex-1 bg-transparent text-ui outline-none [&::-webkit-search-cancel-button]:hidden phone:text-reading"
      />
    </label>
  )
}
