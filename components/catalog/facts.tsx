import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { CAPABILITIES, hasCapability } from '@/lib/domain/capabilities'
import type { CatalogEntry } from '@/lib/domain/catalog/entry'
import { lifecycleNote } from '@/lib/domain/lifecycle'
import { ModelLifecycle } from '../request/model-lifecycle'
import { ModelMarks } from '../request/model-marks'
import { useDay } from './use-day'

export interface FactProps {
  entry: CatalogEntry
}

/** What nobody says. */
export function Unknown() {
  const t = useTranslations('catalog')
  return (
    <>
      <span aria-hidden className="text-ink-3">
        {t('none')}
      </span>
      <span className="sr-only">{t('unknown')}</span>
    </>
  )
}

/** A second line of a fact: what it holds for, or since when. */
export function Aside({ children }: { children: ReactNode }) {
  return <span className="block text-ink-3 text-small">{children}</span>
}

/** The upstream that has it. */
export function PlaceFact({ entry }: FactProps) {
  return (
    <span data-user-text title={entry.place} className="block max-w-28 truncate phone:max-w-none">
      {entry.place}
    </span>
  )
}

/** What models of its line are for, and what sets them apart. */
export function UseFact({ entry }: FactProps) {
  const t = useTranslations('catalog')
  return (
    <>
      {entry.line === null ? <Unknown /> : t(`uses.${entry.line}`)}
      {entry.line !== null && (
        <Aside>{entry.class === null ? <Unknown /> : t(`classes.${entry.class}`)}</Aside>
      )}
    </>
  )
}

/** How it stands in its life, with the days that are known. */
export function LifeFact({ entry: { life, model } }: FactProps) {
  const t = useTranslations('catalog')
  const day = useDay()
  const note = lifecycleNote(model, new Date())
  const since = day(note === null ? model.created_at : model.deprecated_at)
  const last = note?.kind === 'deprecated' ? day(model.retires_at) : null
  const word = note === null || note.kind === 'deprecated' ? 'since' : 'deprecated'
  return (
    <>
      {life === null && <Unknown />}
      {life === 'current' && (
        <span className="flex items-center gap-1">
          <Check aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
          {t('isCurrent')}
        </span>
      )}
      <ModelLifecycle model={model} isLarge />
      {since !== null && <Aside>{t(word, { date: since })}</Aside>}
      {last !== null && <Aside>{t('wasToEnd', { date: last })}</Aside>}
    </>
  )
}

/** What it can do, and what of that nobody says. */
export function AbilityFact({ entry: { model } }: FactProps) {
  const t = useTranslations('catalog')
  const marks = useTranslations('request.marks')
  const open = CAPABILITIES.filter((name) => hasCapability(model, name) === null)
  if (open.length === CAPABILITIES.length) return <Unknown />
  const unsaid = t('unsaid', { names: open.map((name) => marks(name)).join(t('separator')) })
  return (
    <span className="flex h-5 items-center gap-1.5">
      <ModelMarks model={model} />
      {open.length > 0 && (
        <span role="img" aria-label={unsaid} title={unsaid} className="text-ink-3 text-small">
          {t('openMark')}
        </span>
      )}
    </span>
  )
}
