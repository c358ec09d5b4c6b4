import { useTranslations } from 'use-intl'
import { LoadingBars } from '@/components/ui/loading-bars'

export function PdfLoading() {
  const t = useTranslations('preview.pdf')
  return (
    <div className="min-h-0 flex-1 bg-side px-6 py-4">
      <LoadingBars count={8} label={t('loading')} />
    </div>
  )
}
