'use client'

import { TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Carried } from '@/lib/domain/carried'
import { type CarriedItem, itemsOf, putBack, takeOut } from '@/lib/domain/carried-items'
import { Note } from '../../ui/note'
import { CarriedRow } from './carried-row'
import { RemovedRow } from './removed-row'

interface Props {
  carried: Carried
  onChange: (carried: Carried) => void
}

const keyOf = ({ name, value, kind }: CarriedItem) => (kind === 'beta' ? `${name} ${value}` : name)

/** Its place among those that were there first; a new one stands at the end. */
function placeOf(places: readonly string[], item: CarriedItem): number {
  const at = places.indexOf(keyOf(item))
  return at === -1 ? places.length : at
}

/** What the conversation has from the request that it was opened from: to be read, and taken out. */
export function CarriedSection({ carried, onChange }: Props) {
  const t = useTranslations('carried')
  const id = useId()
  const [removed, setRemoved] = useState<readonly CarriedItem[]>([])
  const [restored, setRestored] = useState<string | null>(null)
  const items = itemsOf(carried)
  const [places] = useState(() => items.map(keyOf))
  const keys = new Set(items.map(keyOf))
  const gone = removed.filter((item) => !keys.has(keyOf(item)))
  // What goes leaves its place to the way back.
  const rows = [...items, ...gone].sort((a, b) => placeOf(places, a) - placeOf(places, b))
  const remove = (item: CarriedItem) => {
    onChange(takeOut(carried, item))
    setRemoved([...gone, item])
  }
  const restore = (item: CarriedItem) => {
    onChange(putBack(carried, item))
    setRestored(keyOf(item))
  }
  if (rows.length + carried.caveats.length === 0) return null
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1 pt-2">
      <h2 id={id} className="font-semibold text-ui phone:text-reading">
        {t('title')}
      </h2>
      {carried.caveats.length > 0 && (
        <Note tone="warn" icon={TriangleAlert} title={t('caveats.title')} className="my-1">
          {carried.caveats.map(({ kind, name }) => (
            <p key={`${kind} ${name}`}>{t(`caveats.${kind}`, { name })}</p>
          ))}
        </Note>
      )}
      {rows.length > 0 && <p className="text-ink-3 text-small phone:text-title">{t('text')}</p>}
      <ul className="-mx-1.5">
        {rows.map((item) =>
          gone.includes(item) ? (
            <RemovedRow key={keyOf(item)} item={item} onRestore={() => restore(item)} />
          ) : (
            <CarriedRow
              key={keyOf(item)}
              item={item}
              takesFocus={keyOf(item) === restored}
              onRemove={() => remove(item)}
            />
          ),
        )}
      </ul>
    </section>
  )
}
