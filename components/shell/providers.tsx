'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { IntlProvider } from 'use-intl'
import type { Messages } from '@/lib/client/i18n/messages'
import { createQueryClient } from '@/lib/client/query-client'
import type { Locale } from '@/lib/domain/settings'
import { ToastProvider } from '../ui/toast'

interface Props {
  nonce: string | undefined
  locale: Locale
  messages: Messages
  children: ReactNode
}

/** Times are drawn in the zone of whoever draws; the server draws none. */
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What every page needs around it: language, theme, the cache, tooltips, toasts. */
export function Providers({ nonce, locale, messages, children }: Props) {
  const [client] = useState(createQueryClient)
  return (
    <CSPProvider disableStyleElements {...(nonce === undefined ? {} : { nonce })}>
      <ThemeProvider
        attribute="class"
        disableTransitionOnChange
        {...(nonce === undefined ? {} : { nonce })}
      >
        <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
          <QueryClientProvider client={client}>
            <Tooltip.Provider delay={500} closeDelay={0}>
              <ToastProvider>{children}</ToastProvider>
            </Tooltip.Provider>
          </QueryClientProvider>
        </IntlProvider>
      </ThemeProvider>
    </CSPProvider>
  )
}
