import 'server-only'
import type { Facts } from '../facts/facts'
import { SCORES } from '../facts/found'
import type { Wanted } from '../facts/kinds'
import { labelFit } from '../facts/labels'
import { CHINESE_OF } from '../facts/lexicon'
import { feelingOf } from '../facts/topics'
import { stem } from '../facts/words'

const YES = /^(?:yes|true|y|on|enabled|active|included?|available|是|有|已|可以|需要|开|对|支持)/i
const NO = /^(?:no|false|n|off|none|not|disabled|inactive|unavailable|否|不|没|无|未|关)/i
const NOT_EN =
  /\b(?:no|not|never|without|don't|doesn't|isn't|aren't|didn't|won't|can't|cannot|non|exclude|excluding|disable|off|un)[\s-](?:\w+\s){0,2}$/i
const NOT_ZH = /[不没无未别否](?:\p{Script=Han}){0,2}$/u
const ABOUT_NOTHING = new Set(
  'is has have are was should be the a an include includes enable enabled use with can does do contains requested required needed wanted mentioned provided available present'.split(
    ' ',
  ),
)

/** Whether a text says yes or no to a property; null where it says neither. */
export function chooseBoolean(
  wanted: Wanted,
  facts: Facts,
): { value: boolean; score: number } | null {
  for (const label of facts.labels()) {
    if (labelFit(label, wanted) < 0.5) continue
    if (NO.test(label.value.text)) return { value: false, score: SCORES.labelled }
    if (YES.test(label.value.text)) return { value: true, score: SCORES.labelled }
  }
  if (wanted.terms.has('@sentiment') || wanted.words.includes('positive')) {
    const feeling = feelingOf(facts.text)
    return feeling === null ? null : { value: feeling > 0, score: SCORES.form }
  }
  return byWords(wanted, facts)
}

/** By the property's own words in the text, and whether they are denied there. */
function byWords(wanted: Wanted, { text }: Facts): { value: boolean; score: number } | null {
  const words = wanted.words.filter((word) => !ABOUT_NOTHING.has(word))
  if (words.length === 0) return null
  const lower = text.toLowerCase()
  const chinese = [...wanted.terms].flatMap((term) => CHINESE_OF.get(term.slice(1)) ?? [])
  const places = [...words.map(stem), ...chinese]
    .filter((word) => word.length > 1)
    .map((word) => placeOf(word, lower))
  const hits = places.slice(0, words.length).filter((at) => at >= 0)
  const isSaid =
    hits.length === words.length ||
    (chinese.length > 0 && places.slice(words.length).some((at) => at >= 0))
  if (!isSaid) return null
  const first = Math.min(...places.filter((at) => at >= 0))
  const before = text.slice(Math.max(0, first - 24), first)
  return { value: !NOT_EN.test(before) && !NOT_ZH.test(before), score: SCORES.form }
}

function placeOf(word: string, lower: string): number {
  if (/\p{Script=Han}/u.test(word)) return lower.indexOf(word)
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (!/[a-z]/.test(lower[at - 1] ?? ' ')) return at
  }
  return -1
}
