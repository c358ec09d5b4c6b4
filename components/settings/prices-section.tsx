'use client'

import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePatchSettings } from '@/lib/client/queries/settings'
import type { Settings } from '@/lib/domain/settings'
import { Button } from '../ui/button'
import { PriceForm } from './price-form'
import { PriceRow, ROW } from './price-row'
import { isPast, type PriceLine, priceLines } from './price-rows'
import { SaveError } from './save-error'
import { Section } from './section'

/** Stands for the price that is being added. */
const NEW = ''
const ADD_ID = 'add-price'

/** What each model costs: by the built-in table, or by the person's own word. */
export function PricesSection({ settings }: { settings: Settings }) {
  const t = useTranslations('settings.prices')
  const patch = usePatchSettings()
  const [isAll, setAll] = useState(false)
  const { editing, edit } = useEditing()
  const all = priceLines(settings.prices)
  const past = all.filter(isPast)
  const lines = isAll ? all : all.filter((line) => !isPast(line))

  return (
    <Section id="prices" title={t('title')} text={t('text')}>
      <div
        aria-hidden
        className={`${ROW} border-line border-b pb-1.5 text-ink-3 text-small *:not-first:text-right phone:hidden`}
      >
        <span>{t('model')}</span>
        <span>{t('input')}</span>
        <span>{t('output')}</span>
        <span>{t('cacheRead')}</span>
        <span>{t('asOf')}</span>
      </div>
      <ul>
        {lines.map((line) => (
          <li key={line.row?.id ?? line.model} className="border-line border-b">
            {editing === line.model ? (
              <PriceForm
                line={line}
                taken={new Set()}
                onClose={() => edit(null, editId(line.model))}
              />
            ) : (
              <PriceRow
                line={line}
                editId={editId(line.model)}
                isResetting={patch.isPending && line.model in (patch.variables.prices ?? {})}
                onEdit={() => edit(line.model)}
                onReset={() => patch.mutate({ prices: { [line.model]: null } })}
              />
            )}
          </li>
        ))}
      </ul>
      <SaveError error={patch.error} />
      {editing === NEW && (
        <PriceForm line={null} taken={namesOf(all)} onClose={() => edit(null, ADD_ID)} />
      )}
      <div className="flex flex-wrap gap-1 pt-2">
        <Button
          id={ADD_ID}
          variant="quiet"
          icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
          onClick={() => edit(NEW)}
          className="-ml-2.5"
        >
          {t('add')}
        </Button>
        {past.length > 0 && (
          <Button variant="quiet" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
            {t(isAll ? 'hidePast' : 'showPast', { count: past.length })}
          </Button>
        )}
      </div>
    </Section>
  )
}

/** One row is edited at a time; closing it gives the focus back to what opened it. */
function useEditing() {
  const [editing, setEditing] = useState<string | null>(null)
  const opener = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the opener is there again once the form has gone
  useEffect(() => {
    if (opener.current !== null) document.getElementById(opener.current)?.focus()
    opener.current = null
  }, [editing])
  const edit = (model: string | null, backTo: string | null = null) => {
    opener.current = backTo
    setEditing(model)
  }
  return { editing, edit }
}

const editId = (model: string) => `edit-price-${model}`

function namesOf(lines: readonly PriceLine[]): Set<string> {
  return new Set(lines.flatMap(({ model, row }) => [model, row?.id ?? model, row?.alias ?? model]))
}
