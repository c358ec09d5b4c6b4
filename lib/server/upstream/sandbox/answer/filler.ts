import 'server-only'
import { splitTokens } from '../tokens'
import type { Language } from './measure'
import { TEXTS } from './texts'

const SENTENCES_PER_PARAGRAPH = 5

/** A text of exactly `count` tokens in numbered sentences, so that a lost or doubled one is seen. */
export function fillerTokens(count: number, language: Language): string[] {
  const tokens: string[] = []
  for (let number = 1; tokens.length < count; number++) {
    const sentence = gapBefore(number, language) + TEXTS[language].filler(number)
    for (const token of splitTokens(sentence, count - tokens.length)) tokens.push(token)
  }
  return tokens
}

function gapBefore(number: number, language: Language): string {
  if (number === 1) return ''
  if (number % SENTENCES_PER_PARAGRAPH === 1) return '\n\n'
  return language === 'en' ? ' ' : ''
}
