import 'server-only'
import { cueFor, isEnd } from './cues'
import { allFound, found, type Reader, SCORES } from './found'
import { COUNTRIES, ROOMS } from './gazetteer'
import { spansOf } from './span'

/** Places, from a room to a country. */

const ADDRESS =
  /\d{1,6}[A-Za-z]?\s(?:[A-Z][\w'-]{0,30}\.?\s){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Square|Place|Terrace|Highway)\b(?:,\s[A-Z\d][\w '-]{0,40}){0,4}|(?:(?:(?![省市区县])\p{Script=Han}){2,10}[省市区县]){0,3}[\p{Script=Han}\d]{2,15}[路街道巷][\d一二三四五六七八九十]{0,6}号?(?:[\p{Script=Han}\d]{0,12}[楼室座层])?/gu

const ROOM = new RegExp(`(?:\\b(?=[a-z])|(?=\\p{Script=Han}))(?:master\\s)?(?:${ROOMS})`, 'giu')

/** Things and measures that are left of Chinese words, and no places. */
const NO_PLACE =
  /^[一二两三四五六七八九十几半][张辆个份杯间次趟位]|(?:车票|机票|船票|票|出租车|火车|高铁|飞机|汽车|酒店|房间)$/u

export const readPlace: Reader = (wanted, facts) => {
  const isAddress = wanted.words.some((word) => /^(?:address|street|地址|住址)$/.test(word))
  if (isAddress) {
    return spansOf(facts.text, ADDRESS).map((span) => {
      const text = wanted.words.includes('street')
        ? (span.text.split(',')[0] ?? span.text)
        : span.text
      return found({ text, start: span.start, end: span.start + text.length }, SCORES.cue)
    })
  }
  if (wanted.words.includes('room')) return allFound(spansOf(facts.text, ROOM), SCORES.form)
  const names = facts.names().map((name) => {
    const isCountryWrongly = wanted.words.includes('city') && COUNTRIES.has(name.text)
    const score = {
      place: SCORES.form,
      other: SCORES.likely,
      company: SCORES.guess,
      person: SCORES.guess,
    }[name.kind]
    return found(name, isCountryWrongly ? SCORES.weak : score)
  })
  if (names.some(({ score }) => score >= SCORES.likely)) return names
  const lower = spansOf(
    facts.text,
    /\b(?:in|at|near|for|to|from)\s(?:the\s)?((?!(?:the|a|an|next|this|last|morning|afternoon|evening|weekend|week|month|year|day|future|moment|meantime|my|our|your|me|us|it|this|that|celsius|fahrenheit|world|universe|market|office|house|home)\b)[a-z]{3,20}(?:\s(?:city|town|beach|island))?)(?=[\s?.,!]*(?:$|and\b|today|tomorrow|now|please|right|,))/gi,
  )
  const remains = facts.remains().filter(({ text }) => !NO_PLACE.test(text))
  const guesses = [...allFound(lower, SCORES.weak), ...allFound(remains, SCORES.weak)]
  // Of two ends none is guessed without a word that says which.
  if (!isEnd(wanted)) return [...names, ...guesses]
  return [...names, ...guesses.filter(({ span }) => cueFor(wanted, facts.text, span) === 1)]
}

export const readCountry: Reader = (_wanted, facts) =>
  facts.names().map((name) => found(name, COUNTRIES.has(name.text) ? SCORES.cue : SCORES.guess))
