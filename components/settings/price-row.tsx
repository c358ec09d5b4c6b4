'use client'

import { Pencil, RotateCcw, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { modelLabel } from '@/lib/domain/models'
import { Chip } from '../ui/chip'
import { IconButton } from '../ui/icon-button'
import { useDollars } from '../ui/use-dollars'
import type { PriceLine } from './price-rows'

/** The columns of the table; on a phone the figures stand below the name. */
export const ROW =
  'grid grid-cols-[minmax(0,1fr)_4rem_4rem_5rem_calc(6.5rem*var(--text-scale))_4rem] gap-x-4 phone:grid-cols-[1fr_1fr_1fr_6.5rem] phone:gap-x-2'

interface Props {
  line: PriceLine
  editId: string
  isResetting: boolean
  onEdit: () => void
  onReset: () => void
}

/** One model of the price table, to be read. */
export function PriceRow({ line, editId, isResetting, onEdit, onReset }: Props) {
  const t = useTranslations('settings.prices')
  const format = useFormatter()
  const dollars = useDollars()
  const { model, row, known } = line
  const price = known?.price ?? null
  const above = price?.above
  const name = modelLabel(model)
  const isOwn = known?.source === 'yours'
  const rate = (value: number | null | undefined) => (value == null ? '–' : dollars.rate(value))
  const day =
    price === null
      ? '–'
      : format.dateTime(new Date(`${price.asOf}T00:00:00Z`), {
          dateStyle: 'medium',
          timeZone: 'UTC',
        })
  return (
    <div className={`${ROW} items-center py-2`}>
      <div className="min-w-0 phone:col-span-3">
        <p className="flex items-center gap-2 text-ui">
          <span className="truncate font-medium phone:text-reading">{name}</span>
          {isOwn && <Chip>{t('yours')}</Chip>}
        </p>
        {name !== model && <p className="truncate font-mono text-ink-3 text-small">{model}</p>}
      </div>
      <Figure label={t('input')}>{rate(price?.input)}</Figure>
      <Figure label={t('output')}>{rate(price?.output)}</Figure>
      <Figure label={t('cacheRead')}>{rate(price?.cacheRead)}</Figure>
      <Figure label={t('asOf')}>{day}</Figure>
      <div className="flex justify-end phone:col-start-4 phone:row-start-1">
        {isOwn && (
          <IconButton
            label={t(row === null ? 'remove' : 'reset', { model: name })}
            icon={row === null ? Trash2 : RotateCcw}
            disabled={isResetting}
            onClick={onReset}
          />
        )}
        <IconButton id={editId} label={t('edit', { model: name })} icon={Pencil} onClick={onEdit} />
      </div>
      {above !== undefined && (
        <>
          <p className="text-ink-3 text-small phone:col-span-4 phone:pt-1">
            {t('above', { count: above.promptTokens })}
          </p>
          <Figure label={t('input')}>{rate(above.input)}</Figure>
          <Figure label={t('output')}>{rate(above.output)}</Figure>
          <Figure label={t('cacheRead')}>{rate(above.cacheRead)}</Figure>
        </>
      )}
    </div>
  )
}

/** A figure of the row; the column's head says what it is, and on a phone its own label. */
function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="text-right text-ink-2 text-ui phone:pt-1 phone:text-left">
      <span className="sr-only phone:not-sr-only phone:block phone:text-ink-3 phone:text-small">
        {label}
      </span>{' '}
      {children}
    </p>
  )
}
