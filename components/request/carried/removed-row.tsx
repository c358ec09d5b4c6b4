'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { CarriedItem } from '@/lib/domain/carried-items'
import { PREFIX_FIELDS } from '@/lib/domain/request'
import { focusLater } from '../../shell/focus-later'

interface Props {
  item: CarriedItem
  onRestore: () => void
}

/** In the place of what was taken out: that it is, what follows from it, and the way back. */
export function RemovedRow({ item: { kind, name, value }, onRestore }: Props) {
  const t = useTranslations('carried')
  const common = useTranslations('common')
  const undo = useRef<HTMLButtonElement>(null)
  // It takes the place of the row that the person acted on.
  useEffect(() => focusLater(() => undo.current), [])
  const words = kind === 'field' && PREFIX_FIELDS.includes(name) ? 'removedPrefix' : 'removed'
  return (
    <li className="flex min-h-7 items-baseline gap-2 py-1 pr-1.5 pl-7 text-ink-3 text-small phone:min-h-11 phone:items-center phone:text-title">
      <p role="status" className="wrap-anywhere min-w-0 flex-1">
        {t(words, { name: kind === 'beta' || kind === 'query' ? String(value) : name })}
      </p>
      <button
        ref={undo}
        type="button"
        onClick={onRestore}
        className="rounded-sm font-medium text-accent hover:underline phone:min-h-11"
      >
        {common('undo')}
      </button>
    </li>
  )
}
