import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import { readLocale, readMessages, readNonce, readOwnersPreferences } from './request'
import './globals.css'

export const metadata: Metadata = { applicationName: 'Parley', robots: 'noindex' }

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f6f4' },
    { media: '(prefers-color-scheme: dark)', color: '#121110' },
  ],
}

const LANG = { en: 'en', zh: 'zh-CN' } as const

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page drawn at build time would have no nonce, and every script of it would be refused.
  await connection()
  const [nonce, locale, preferences] = await Promise.all([
    readNonce(),
    readLocale(),
    readOwnersPreferences(),
  ])
  return (
    <html
      lang={LANG[locale]}
      data-text-size={preferences.textSize}
      data-motion={preferences.motion}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <Providers
          nonce={nonce}
          locale={locale}
          messages={readMessages(locale)}
          preferences={preferences}
        >
          {children}
        </Providers>
      </body>
    </html>
  )
}
