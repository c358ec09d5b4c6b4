'use client'

import { Info } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Gap } from '@/lib/domain/code/code-request'
import { Note } from '../../ui/note'

/** In what the program is not the request, field by field. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const t = useTranslations('code')
  return (
    <Note tone="plain" icon={Info} title={t('gaps', { count: gaps.length })}>
      <ul className="mt-1 flex flex-col gap-0.5">
        {gaps.map(({ kind, path }) => (
          <li key={`${kind} ${path}`}>
            {path !== '' && <code className="wrap-anywhere mr-1 font-mono">{path}</code>}
            {t(`gap.${kind}`)}
          </li>
        ))}
      </ul>
    </Note>
  )
}
