'use client'

import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { Note } from '../ui/note'

/** A screen that threw: what is safe, and the two ways on. */
export function Crash({ reference, onRetry }: { reference: string | null; onRetry: () => void }) {
  const t = useTranslations('errors')
  return (
    <div className="mx-auto flex w-full max-w-lg flex-1 flex-col justify-center p-6">
      <Note
        tone="bad"
        role="alert"
        icon={CircleX}
        title={t('crashTitle')}
        reference={reference}
        actions={
          <>
            <Button onClick={onRetry}>{t('tryAgain')}</Button>
            <Button variant="quiet" onClick={() => window.location.reload()}>
              {t('reload')}
            </Button>
          </>
        }
      >
        {t('crashText')}
      </Note>
    </div>
  )
}
