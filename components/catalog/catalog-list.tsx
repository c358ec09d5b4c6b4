import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useCatalogView } from '@/lib/client/use-catalog-view'
import type { CatalogEntry } from '@/lib/domain/catalog/entry'
import { choiceKey } from '@/lib/domain/model-choice'
import { ModelLifecycle } from '../request/model-lifecycle'
import { Disclosure } from '../thread/disclosure'
import { cx } from '../ui/cx'
import { ChooseBox } from './choose-box'
import { COLUMNS } from './columns'
import { PlaceFact } from './facts'
import { usePriceWords } from './use-price-words'

interface Props {
  entries: readonly CatalogEntry[]
  children: ReactNode
}

/** The models below each other, where there is no room for a table: two lines each, all facts behind them. */
export function CatalogList({ entries, children }: Props) {
  const t = useTranslations('catalog')
  const { view } = useCatalogView()
  const chosen = new Set(view.chosen.map(choiceKey))
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 pb-6">
      <ul aria-label={t('table')}>
        {entries.map((entry) => (
          <li
            key={entry.key}
            className={cx(
              'flex items-start border-line border-b',
              chosen.has(entry.key) && 'bg-active',
            )}
          >
            <span className="flex w-11 shrink-0 justify-center pt-1">
              <ChooseBox entry={entry} />
            </span>
            <div className="min-w-0 flex-1">
              <Disclosure
                headClass="min-h-11 flex-row-reverse justify-between py-1.5 pr-1"
                head={<Head entry={entry} />}
              >
                {() => <Facts entry={entry} />}
              </Disclosure>
            </div>
          </li>
        ))}
      </ul>
      <div className="px-1 pt-4">{children}</div>
    </div>
  )
}

function Head({ entry }: { entry: CatalogEntry }) {
  const price = usePriceWords().of(entry)
  return (
    <span className="min-w-0 flex-1">
      <span data-user-text className="wrap-anywhere line-clamp-2 font-medium text-column text-ink">
        {entry.name}
      </span>
      <span className="flex flex-wrap gap-x-3 text-ink-3 text-small">
        <PlaceFact entry={entry} />
        {price !== null && <span>{price}</span>}
        <ModelLifecycle model={entry.model} />
      </span>
    </span>
  )
}

function Facts({ entry }: { entry: CatalogEntry }) {
  const t = useTranslations('catalog')
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 pt-1 pb-3 text-ink-2 text-ui">
      <dt className="text-ink-3">{t('id')}</dt>
      <dd data-user-text className="wrap-anywhere font-mono text-[12px]">
        {entry.model.id}
      </dd>
      {COLUMNS.map(({ name, Fact }) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{t(`columns.${name}`)}</dt>
          <dd>
            <Fact entry={entry} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
