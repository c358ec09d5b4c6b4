'use client'

import { useEffect, useState } from 'react'
import { IntlProvider } from 'use-intl'
import { Crash } from '@/components/shell/crash'
import { findMessages } from '@/lib/client/i18n/kept-messages'
import type { Messages } from '@/lib/client/i18n/messages'
import './globals.css'

interface Props {
  error: Error & { digest?: string }
  reset: () => void
}

/** Stands in for the root layout, so it finds its language and theme on the page itself. */
export default function GlobalError({ error, reset }: Props) {
  const root = typeof document === 'undefined' ? null : document.documentElement
  const locale = root?.lang.startsWith('zh') ? 'zh' : 'en'
  const [messages, setMessages] = useState<Messages | null>(null)
  useEffect(() => void findMessages(locale).then(setMessages), [locale])
  return (
    <html lang={root?.lang ?? 'en'} className={root?.className} suppressHydrationWarning>
      <body className="flex min-h-dvh">
        {messages !== null && (
          <IntlProvider locale={locale} messages={messages}>
            <Crash reference={error.digest ?? null} onRetry={reset} />
          </IntlProvider>
        )}
      </body>
    </html>
  )
}
