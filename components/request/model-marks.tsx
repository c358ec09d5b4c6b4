'use client'

import { Braces, Brain, FileText, Image, type LucideIcon, Quote, Wrench } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { CAPABILITIES, type Capability, hasCapability } from '@/lib/domain/capabilities'
import { findModel, type ModelInfo } from '@/lib/domain/models'
import { modelInfo } from '@/lib/domain/models-info'

const ICONS: Readonly<Record<Capability, LucideIcon>> = {
  thinking: Brain,
  images: Image,
  documents: FileText,
  citations: Quote,
  serverTools: Wrench,
  structured: Braces,
}

/** What a model can do, as far as its upstream or the built-in table says. */
export function ModelMarks({ model }: { model: ModelInfo }) {
  const t = useTranslations('request.marks')
  const row = findModel(model.id)
  const known = model.capabilities == null && row !== undefined ? modelInfo(row) : model
  if (known.capabilities == null) return null
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-ink-3">
      {CAPABILITIES.filter((name) => hasCapability(known, name) === true).map((name) => {
        const Icon = ICONS[name]
        return (
          <span key={name} role="img" aria-label={t(name)} title={t(name)}>
            <Icon aria-hidden size={13} strokeWidth={1.5} />
          </span>
        )
      })}
    </span>
  )
}
