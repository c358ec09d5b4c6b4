'use client'

import { Braces, Brain, FileText, Image, type LucideIcon, Quote, Wrench } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { findModel, type ModelInfo } from '@/lib/domain/models'
import { modelInfo } from '@/lib/domain/models-info'

type Capabilities = NonNullable<ModelInfo['capabilities']>

interface Mark {
  name: 'thinking' | 'images' | 'documents' | 'citations' | 'serverTools' | 'structured'
  icon: LucideIcon
  of: (capabilities: Capabilities) => { supported: boolean } | null | undefined
}

const MARKS: readonly Mark[] = [
  { name: 'thinking', icon: Brain, of: ({ thinking }) => thinking },
  { name: 'images', icon: Image, of: ({ image_input }) => image_input },
  { name: 'documents', icon: FileText, of: ({ pdf_input }) => pdf_input },
  { name: 'citations', icon: Quote, of: ({ citations }) => citations },
  { name: 'serverTools', icon: Wrench, of: ({ server_tools }) => server_tools },
  { name: 'structured', icon: Braces, of: ({ structured_outputs }) => structured_outputs },
]

/** What a model can do, as far as its upstream or the built-in table says. */
export function ModelMarks({ model }: { model: ModelInfo }) {
  const t = useTranslations('request.marks')
  const row = findModel(model.id)
  const capabilities =
    model.capabilities ?? (row === undefined ? null : modelInfo(row).capabilities)
  if (capabilities == null) return null
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-ink-3">
      {MARKS.filter(({ of }) => of(capabilities)?.supported === true).map(
        ({ name, icon: Icon }) => (
          <span key={name} role="img" aria-label={t(name)} title={t(name)}>
            <Icon aria-hidden size={13} strokeWidth={1.5} />
          </span>
        ),
      )}
    </span>
  )
}
