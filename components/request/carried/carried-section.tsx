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

/** What the conversation has from the request that it was opened from: to be read, and taken out. */
export function CarriedSection({ carried, onChange }: Props) {
  const t = useTranslations('carried')
  const id = useId()
  const [removed, setRemoved] = useState<readonly CarriedItem[]>([])
  const [restored, setRestored] = useState<string | null>(null)
  const items = itemsOf(carried)
  const keys = new Set(items.map(keyOf))
  const gone = removed.filter((item) => !keys.has(keyOf(item)))
  const remove = (item: CarriedItem) => {
    onChange(takeOut(carried, item))
    setRemoved([...gone, item])
  }
  const restore = (item: CarriedItem) => {
    onChange(putBack(carried, item))
    setRestored(keyOf(item))
  }
  if (items.length + gone.length + carried.caveats.length === 0) return null
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
      {items.length + gone.length > 0 && (
        <p className="text-ink-3 text-small phone:text-title">{t('text')}</p>
      )}
      <ul className="-mx-1.5">
        {items.map((item) => (
          <CarriedRow
            key={keyOf(item)}
            item={item}
            takesFocus={keyOf(item) === restored}
            onRemove={() => remove(item)}
          />
        ))}
        {gone.map((item) => (
          <RemovedRow key={keyOf(item)} item={item} onRestore={() => restore(item)} />
        ))}
      </ul>
    </section>
  )
}
