import { HardDrive } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useIsUnsaved } from '@/lib/client/stores/connection'

/** What stands over every screen while the server cannot store what arrives. */
export function UnsavedBanner() {
  const t = useTranslations('shell')
  if (!useIsUnsaved()) return null
  return (
    <p role="alert" className="flex shrink-0 gap-2.5 bg-bad-soft px-4 py-2 text-ui">
      <HardDrive aria-hidden size={16} strokeWidth={1.5} className="mt-0.5 shrink-0 text-bad" />
      <span>
        <strong className="font-semibold">{t('unsavedTitle')}</strong>{' '}
        <span className="text-ink-2">{t('unsavedText')}</span>
      </span>
    </p>
  )
}
