import 'server-only'
import { solve } from '../answer/arithmetic'
import { languageOf, measure } from '../answer/measure'
import type { Facts } from '../facts/facts'
import { type Found, found, SCORES } from '../facts/found'
import type { Wanted } from '../facts/kinds'
import { readSums } from '../facts/sums'
import { splitSentences } from '../text/sentences'
import { gistOf, headingOf, titleOf } from './gist'

const nowhere = (value: string | number, score: number): Found =>
  found({ text: '', start: 0, end: 0 }, score, value)

/** What a property asks about a text as a whole: its gist, its title, its length, its language, the result of its sum. */
export function conclude(wanted: Wanted, facts: Facts): Found[] {
  const measured = measureOf(wanted, facts.quoted()[0]?.text ?? facts.text)
  if (measured !== null) return [nowhere(measured, 2 * SCORES.labelled)]
  if (wanted.type !== 'string') {
    const result =
      wanted.kind === 'answer' || wanted.kind === 'number' ? resultOf(facts.text) : null
    return result === null ? [] : [nowhere(Number(result), SCORES.form)]
  }
  if (facts.text.trim() === '') return []
  if (wanted.kind === 'answer')
    return [nowhere(resultOf(facts.text) ?? gistOf(facts.text), SCORES.likely)]
  if (wanted.kind === 'summary') return [nowhere(gistOf(facts.text), SCORES.likely)]
  if (wanted.kind === 'title') {
    const heading = headingOf(facts.text)
    return [nowhere(heading ?? titleOf(facts.text), heading === null ? SCORES.likely : SCORES.form)]
  }
  if (wanted.kind === 'text') return [nowhere(facts.text.trim(), SCORES.likely)]
  if (wanted.kind === 'language' && facts.languages().length === 0) {
    return [nowhere(languageName(wanted, facts.text), SCORES.likely)]
  }
  return []
}

function measureOf({ words }: Wanted, text: string): number | null {
  const name = words.join(' ')
  const { words: latin, han, characters } = measure(text)
  if (/\bwords? (?:count|number)\b|\b(?:number|count) of words\b/.test(name)) return latin + han
  if (/\bchar(?:acter)?s? (?:count|number)\b/.test(name)) return characters
  if (/\bsentences? (?:count|number)\b|\b(?:number|count) of sentences\b/.test(name))
    return splitSentences(text).length
  return null
}

function resultOf(text: string): string | null {
  const sum = readSums(text)[0]
  return sum === undefined ? null : (solve(sum.text)?.result ?? null)
}

function languageName({ description, name }: Wanted, text: string): string {
  const isChinese = languageOf(measure(text)) === 'zh'
  if (/code|iso/i.test(`${name} ${description}`)) return isChinese ? 'zh' : 'en'
  return isChinese ? 'Chinese' : 'English'
}
