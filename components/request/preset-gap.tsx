'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { modelLabel } from '@/lib/domain/models'
import type { Gone } from '@/lib/domain/preset'
import { Button } from '../ui/button'
import { Note } from '../ui/note'

interface Props {
  gone: Gone
  onDismiss: () => void
}

/** What of a preset is not there any more, and that the rest of it holds. */
export function PresetGap({ gone, onDismiss }: Props) {
  const t = useTranslations('request.presets')
  if (gone.model === null && gone.upstream === null) return null
  return (
    <Note
      tone="warn"
      role="status"
      icon={TriangleAlert}
      title={
        gone.model === null
          ? t('goneUpstream', { upstream: gone.upstream ?? '' })
          : t('goneModel', { model: modelLabel(gone.model) })
      }
      actions={<Button onClick={onDismiss}>{t('done')}</Button>}
    >
      {t('goneText')}
    </Note>
  )
}
