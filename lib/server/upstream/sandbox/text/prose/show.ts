import 'server-only'
import { onOneLine } from '../markdown'
import type { Part } from '../parts'
import { pageOf, type Sentence } from '../passages'
import type { Task } from '../task'
import { PROSE_WORDS } from './prose-words'

const LONGEST_SHOWN = 420

/** A sentence as an answer quotes it. */
export function quote({ source, piece, start, end, text }: Sentence): Part {
  return { shown: onOneLine(text, LONGEST_SHOWN), source, piece, start, end }
}

/** Where a sentence comes from, in brackets; nothing where there is only one place. */
export function placeOf(sentence: Sentence, { materials, language }: Task): string {
  const { title } = sentence.source
  const page = pageOf(sentence)
  const parts = [
    materials.length > 1 && title !== null ? onOneLine(title, 80) : '',
    page === null ? '' : PROSE_WORDS[language].page(page),
  ].filter(Boolean)
  if (parts.length === 0) return ''
  return language === 'zh' ? `（${parts.join('，')}）` : ` (${parts.join(', ')})`
}

/** What the texts at hand are called. */
export function nameOf({ materials, language }: Task): string {
  const words = PROSE_WORDS[language]
  const [only] = materials
  if (materials.length !== 1 || only === undefined)
    return materials.length === 0 ? words.theText : words.theTexts(materials.length)
  if (only.isEarlier) return words.earlier
  const { title } = only.source
  if (title === null || title.trim() === '') return words.theText
  return language === 'zh' ? `《${onOneLine(title, 80)}》` : `“${onOneLine(title, 80)}”`
}
