'use client'

import { CalendarX2, CircleSlash, TriangleAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { lifecycleNote } from '@/lib/domain/lifecycle'
import type { ModelInfo } from '@/lib/domain/models'
import { cx } from '../ui/cx'

const LOOKS = {
  ends: { icon: CalendarX2, tone: 'text-warn' },
  deprecated: { icon: TriangleAlert, tone: 'text-warn' },
  retired: { icon: CircleSlash, tone: 'text-ink-3' },
} as const

interface Props {
  model: ModelInfo
  /** For what it describes. */
  id?: string
  /** As in a line of its own; else as beside a name. */
  isLarge?: boolean
}

/** The end of a model's life, by icon and word. */
export function ModelLifecycle({ model, id, isLarge = false }: Props) {
  const t = useTranslations('request.lifecycle')
  const format = useFormatter()
  const now = new Date()
  const note = lifecycleNote(model, now)
  if (note === null) return null

  const day = (at: Date) =>
    format.dateTime(at, {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
      ...(at.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' }),
    })
  const text = {
    ends: () => note.kind === 'ends' && t('ends', { date: day(note.at) }),
    deprecated: () => t('deprecated'),
    retired: () =>
      note.kind === 'retired' && note.at !== null
        ? t('retiredOn', { date: day(note.at) })
        : t('retired'),
  }[note.kind]()

  const { icon: Icon, tone } = LOOKS[note.kind]
  return (
    <span
      id={id}
      className={cx('flex shrink-0 items-center gap-1', isLarge ? 'text-ui' : 'text-small', tone)}
    >
      <Icon aria-hidden size={14} strokeWidth={1.5} />
      {text}
    </span>
  )
}
