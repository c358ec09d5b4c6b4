'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { IntlProvider } from 'use-intl'
import { keepMessages } from '@/lib/client/i18n/kept-messages'
import type { Messages } from '@/lib/client/i18n/messages'
import { createQueryClient } from '@/lib/client/query-client'
import type { Preferences } from '@/lib/domain/preferences'
import type { Locale } from '@/lib/domain/settings'
import { NonceContext } from '../ui/nonce-context'
import { Toasts } from '../ui/toast'
import { PreferencesContext } from './preferences-context'

interface Props {
  nonce: string | undefined
  locale: Locale
  /** The texts, as JSON. */
  messages: string
  preferences: Preferences
  children: ReactNode
}

/** Times are drawn in the zone of whoever draws; the server draws none. */
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What every page needs around it: language, theme, the cache, tooltips, toasts. */
export function Providers({ nonce, locale, messages: json, preferences, children }: Props) {
  const messages = useMemo((): Messages => JSON.parse(json), [json])
  const [client] = useState(createQueryClient)
  const [firstNonce] = useState(nonce)
  useEffect(() => keepMessages(messages), [messages])
  return (
    <CSPProvider disableStyleElements {...(nonce === undefined ? {} : { nonce })}>
      <ThemeProvider
        attribute="class"
        disableTransitionOnChange
        {...(nonce === undefined ? {} : { nonce })}
      >
        <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
          <QueryClientProvider client={client}>
            <PreferencesContext value={preferences}>
              <NonceContext value={firstNonce}>
                <Tooltip.Provider delay={500} closeDelay={0}>
                  {children}
                  <Toasts />
                </Tooltip.Provider>
              </NonceContext>
            </PreferencesContext>
          </QueryClientProvider>
        </IntlProvider>
      </ThemeProvider>
    </CSPProvider>
  )
}
