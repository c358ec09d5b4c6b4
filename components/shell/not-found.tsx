'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../ui/button'

/** An address that holds nothing. */
export function NotFound() {
  const t = useTranslations('errors')
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-1 px-6">
      <title>{t('notFoundTitle')}</title>
      <h1 className="font-medium text-ui">{t('notFoundTitle')}</h1>
      <p className="text-ink-3 text-ui">{t('notFoundText')}</p>
      <p className="pt-3">
        <Link href="/c" prefetch={false} className={buttonClass()}>
          {t('toChat')}
        </Link>
      </p>
    </main>
  )
}
