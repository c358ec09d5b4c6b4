'use client'

import { IntlProvider } from 'use-intl'
import { Crash } from '@/components/shell/crash'
import { MESSAGES } from '@/lib/client/i18n/messages'
import './globals.css'

interface Props {
  error: Error & { digest?: string }
  reset: () => void
}

/** Stands in for the root layout, so it finds its language and theme on the page itself. */
export default function GlobalError({ error, reset }: Props) {
  const root = typeof document === 'undefined' ? null : document.documentElement
  const locale = root?.lang.startsWith('zh') ? 'zh' : 'en'
  return (
    <html lang={root?.lang ?? 'en'} className={root?.className} suppressHydrationWarning>
      <body className="flex min-h-dvh">
        <IntlProvider locale={locale} messages={MESSAGES[locale]}>
          <Crash reference={error.digest ?? null} onRetry={reset} />
        </IntlProvider>
      </body>
    </html>
  )
}
