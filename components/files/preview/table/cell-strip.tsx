import { Rows2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { CopyButton } from '../../../ui/copy-button'
import { useBeginning } from '../../../ui/use-beginning'
import type { TableRow } from './messages'

const SHOWN_CHARACTERS = 5_000

interface Props {
  column: number
  row: TableRow | null
  name: string
}

/** The whole text of the chosen cell, and ways to copy it and its row. */
export function CellStrip({ column, row, name }: Props) {
  const t = useTranslations('preview.table')
  const format = useFormatter()
  const fields = row?.fields ?? []
  const text = fields[column] ?? ''
  const { shown, more } = useBeginning(text, SHOWN_CHARACTERS)
  return (
    <section
      aria-label={t('cell')}
      className="flex shrink-0 items-start gap-2 border-line border-t px-4 py-2 phone:pr-2"
    >
      <div className="min-w-0 flex-1">
        <p className="truncate text-ink-3 text-small">
          <span data-user-text>{name}</span>
          {row !== null && ` · ${t('row', { number: format.number(row.number + 1) })}`}
        </p>
        <p
          data-user-text
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the keys that scroll it
          tabIndex={0}
          className="wrap-anywhere max-h-24 overflow-y-auto whitespace-pre-wrap text-ui"
        >
          {shown === '' ? '\u200b' : shown}
          {more}
        </p>
      </div>
      <CopyButton text={text} label={t('copyCell')} copiedLabel={t('copied')} />
      <CopyButton
        text={() => ({ text: asLine(fields) })}
        icon={Rows2}
        label={t('copyRow')}
        copiedLabel={t('copied')}
      />
    </section>
  )
}

/** As spreadsheets take a row: tabs between its fields. */
export function asLine(fields: readonly string[]): string {
  return fields
    .map((field) => (/[\t\r\n"]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join('\t')
}
