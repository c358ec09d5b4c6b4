import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useCatalogView } from '@/lib/client/use-catalog-view'
import type { CatalogEntry } from '@/lib/domain/catalog/entry'
import { choiceKey } from '@/lib/domain/model-choice'
import { cx } from '../ui/cx'
import { ChooseBox } from './choose-box'
import { ColumnHead } from './column-head'
import { COLUMNS } from './columns'

interface Props {
  entries: readonly CatalogEntry[]
  children: ReactNode
}

/** The models beside each other; what does not fit scrolls sideways under their names. */
export function CatalogTable({ entries, children }: Props) {
  const t = useTranslations('catalog')
  const { view } = useCatalogView()
  const chosen = new Set(view.chosen.map(choiceKey))
  return (
    // Positioned: else words for screen readers would make the page itself scroll.
    <div className="relative min-h-0 flex-1 overflow-auto overscroll-contain pb-6">
      <table
        aria-label={t('table')}
        className="w-full border-separate border-spacing-0 text-ink-2 text-ui"
      >
        <thead>
          <tr className="text-ink-3 text-small">
            <th
              scope="col"
              className="sticky top-0 left-0 z-30 w-12 border-line border-b bg-bg font-normal"
            >
              <span className="sr-only">{t('chooseColumn')}</span>
            </th>
            <ColumnHead name="name" isNumber={false} />
            {COLUMNS.map(({ name, isNumber }) => (
              <ColumnHead key={name} name={name} isNumber={isNumber} />
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.key} entry={entry} isChosen={chosen.has(entry.key)} />
          ))}
        </tbody>
      </table>
      <div className="sticky left-0 w-fit max-w-full px-6 pt-4 max-lg:px-5">{children}</div>
    </div>
  )
}

interface RowProps {
  entry: CatalogEntry
  isChosen: boolean
}

function Row({ entry, isChosen }: RowProps) {
  return (
    <tr className={isChosen ? 'bg-active' : 'bg-bg'}>
      <td className="sticky left-0 z-10 w-12 min-w-12 border-line border-b bg-inherit py-0.5 pl-6 align-top">
        <ChooseBox entry={entry} />
      </td>
      <th
        scope="row"
        data-user-text
        className="sticky left-12 z-10 border-line border-b bg-inherit py-1.5 pr-2 pl-1 text-left align-top font-normal"
      >
        <span className="block w-46">
          <span title={entry.name} className="block truncate font-medium text-ink">
            {entry.name}
          </span>
          <span
            title={entry.model.id}
            className="block truncate font-mono text-[12px] text-ink-3 leading-4"
          >
            {entry.model.id}
          </span>
        </span>
      </th>
      {COLUMNS.map(({ name, isNumber, Fact }) => (
        <td
          key={name}
          className={cx(
            'whitespace-nowrap border-line border-b px-2 py-1.5 align-top last:pr-6',
            isNumber && 'text-right',
          )}
        >
          <Fact entry={entry} />
        </td>
      ))}
    </tr>
  )
}
