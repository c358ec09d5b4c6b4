'use client'

import { useTranslations } from 'use-intl'
import { buttonClass } from '../ui/button-class'

/** An address that holds nothing. */
export function NotFound() {
  const t = useTranslations('errors')
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-1 px-6">
      <title>{t('notFoundTitle')}</title>
      <h1 className="font-medium text-ui">{t('notFoundTitle')}</h1>
      <p className="text-ink-3 text-ui">{t('notFoundText')}</p>
      <p className="pt-3">
        {/* Every screen carries this: a link that loads the page anew weighs nothing. */}
        <a href="/c" className={buttonClass()}>
          {t('toChat')}
        </a>
      </p>
    </main>
  )
}
