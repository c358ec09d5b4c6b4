import type { Locale } from '@/lib/domain/settings'
import en from '@/messages/en.json'
import zh from '@/messages/zh.json'

export type Messages = typeof en

/** Typed by the English ones, so that a text missing in another language is a type error. */
export const MESSAGES: Readonly<Record<Locale, Messages>> = { en, zh }

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}
