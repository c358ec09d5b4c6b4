import { devices } from '@playwright/test'
import type { Locale } from '@/lib/domain/settings'
import type { HandKind } from './hand'

/** How somebody sits before the screen. */
export interface Circumstance {
  /** Named in the titles of tests. */
  title: string
  language: Locale
  hand: HandKind
  use: {
    locale: string
    colorScheme: 'light' | 'dark'
    viewport: { width: number; height: number }
  }
}

const LOCALES = { en: 'en-US', zh: 'zh-CN' } as const
const SIZES = {
  desktop: { width: 1440, height: 900 },
  phone: devices['iPhone 13'].viewport,
} as const

/**
 * Five rows in which each pair of values of two factors (language, theme, size, hand) occurs: an
 * orthogonal half of the sixteen and one row more. Each act is done under one of them.
 */
const ROWS = [
  ['en', 'light', 'desktop', 'pointer'],
  ['en', 'dark', 'phone', 'keyboard'],
  ['zh', 'light', 'phone', 'keyboard'],
  ['zh', 'dark', 'desktop', 'keyboard'],
  ['zh', 'dark', 'phone', 'pointer'],
] as const

export const CIRCUMSTANCES: readonly Circumstance[] = ROWS.map(
  ([language, colorScheme, size, hand]) => ({
    title: [language, colorScheme, size, hand].join(', '),
    language,
    hand,
    use: { locale: LOCALES[language], colorScheme, viewport: SIZES[size] },
  }),
)
