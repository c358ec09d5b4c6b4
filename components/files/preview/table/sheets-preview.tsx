import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/cx'
import { TablePreview } from './table-preview'

interface Props {
  /** Of the text that is made of the workbook. */
  url: string
  head: HTMLElement | null
}

/** A workbook, a sheet at a time. */
export function SheetsPreview({ url, head }: Props) {
  const t = useTranslations('preview.table')
  const [sheet, setSheet] = useState(0)
  const [names, setNames] = useState<readonly string[]>([])
  return (
    <>
      {names.length > 1 && (
        <div
          role="toolbar"
          aria-label={t('sheets')}
          className="flex shrink-0 gap-1 overflow-x-auto px-3 pb-2 [scrollbar-width:thin]"
        >
          {names.map((name, at) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its place
              key={at}
              type="button"
              aria-pressed={at === sheet}
              onClick={() => setSheet(at)}
              className={cx(
                'fade h-7 max-w-48 shrink-0 truncate rounded-md px-2 text-ui phone:h-11',
                at === sheet ? 'bg-active font-medium text-ink' : 'text-ink-2 hover:bg-hover',
              )}
            >
              <span data-user-text>{name}</span>
            </button>
          ))}
        </div>
      )}
      <TablePreview
        key={sheet}
        source={{ url, encoding: 'utf-8', delimiter: ',', sizeBytes: 0, sheet }}
        head={head}
        onSheets={setNames}
      />
    </>
  )
}
