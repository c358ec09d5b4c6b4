import { createTranslator } from 'use-intl/core'
import en from '@/messages/en.json' with { type: 'json' }
import zh from '@/messages/zh.json' with { type: 'json' }

const MESSAGES = { en, zh } as const

/** The app's own texts in one language, by their path in `messages/`. */
export function wordsOf(language: keyof typeof MESSAGES) {
  return createTranslator({ locale: language, messages: MESSAGES[language], timeZone: 'UTC' })
}

export type Words = ReturnType<typeof wordsOf>
