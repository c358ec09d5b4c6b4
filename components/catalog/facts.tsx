import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { CAPABILITIES, hasCapability } from '@/lib/domain/capabilities'
import type { CatalogEntry } from '@/lib/domain/catalog/entry'
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
    <span data-user-text title={entry.place} className="block max-w-32 truncate phone:max-w-none">
      {entry.place}
    </span>
  )
}

/** What models of its line are for. */
export function UseFact({ entry: { line } }: FactProps) {
  const t = useTranslations('catalog.uses')
  return line === null ? <Unknown /> : t(line)
}

/** What sets models of its line apart. */
export function ClassFact({ entry }: FactProps) {
  const t = useTranslations('catalog.classes')
  return entry.class === null ? <Unknown /> : t(entry.class)
}

/** How it stands in its life, with the days that are known. */
export function LifeFact({ entry: { life, model } }: FactProps) {
  const t = useTranslations('catalog')
  const day = useDay()
  const created = day(model.created_at)
  const deprecated = day(model.deprecated_at)
  const ends = day(model.retires_at)
  if (life === null) {
    return (
      <>
        <Unknown />
        {created !== null && <Aside>{t('since', { date: created })}</Aside>}
      </>
    )
  }
  if (life === 'current') {
    return (
      <>
        <span className="flex items-center gap-1">
          <Check aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
          {t('lives.current')}
        </span>
        {created !== null && <Aside>{t('since', { date: created })}</Aside>}
      </>
    )
  }
  return (
    <>
      <ModelLifecycle model={model} />
      {deprecated !== null && <Aside>{t('deprecated', { date: deprecated })}</Aside>}
      {deprecated === null && ends !== null && life === 'ending' && (
        <Aside>{t('lastDay', { date: ends })}</Aside>
      )}
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
    <span className="flex items-center gap-1.5">
      <ModelMarks model={model} />
      {open.length > 0 && (
        <span role="img" aria-label={unsaid} title={unsaid} className="text-ink-3 text-small">
          {t('openMark')}
        </span>
      )}
    </span>
  )
}
