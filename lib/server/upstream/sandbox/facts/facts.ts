import 'server-only'
import { readDates, readTimes } from './dates'
import { COLOURS, LANGUAGES } from './gazetteer'
import { readLabels } from './labels'
import { readHanRemains, readNames } from './names'
import { readCurrencies, readNumbers } from './numbers'
import {
  readEmails,
  readExpressions,
  readIds,
  readPaths,
  readPhones,
  readQuoted,
  readSymbols,
  readTimezones,
  readUrls,
} from './patterns'
import { outside, spansOf } from './span'
import { termsOf } from './words'

/** More of a text than this is not searched for facts. */
const LONGEST_TEXT = 24_000

const LANGUAGE = new RegExp(
  `\\b(?:${LANGUAGES.map(([, en]) => en).join('|')})\\b|${LANGUAGES.flatMap(([, , zh]) => zh).join('|')}`,
  'gi',
)
const COLOUR = new RegExp(`#[\\da-f]{6}\\b|(?<![\\p{L}])(?:${COLOURS})(?![a-z])`, 'giu')

/** What a text says, each kind of fact read when it is first asked for. */
export function readFacts(given: string) {
  const text = given.slice(0, LONGEST_TEXT)
  const emails = once(() => readEmails(text))
  const urls = once(() => outside(readUrls(text), emails()))
  const dates = once(() => outside(readDates(text), urls()))
  const times = once(() => outside(readTimes(text), dates()))
  const taken = once(() => [...emails(), ...urls(), ...dates(), ...times()])
  const phones = once(() => outside(readPhones(text), taken()).filter(isPhone(text)))
  const ids = once(() => outside(readIds(text), [...taken(), ...phones()]))
  const numbers = once(() => {
    const codes = ids().filter((span) => !/^\d{1,15}$/.test(span.text))
    return outside(readNumbers(text), [...taken(), ...phones(), ...codes])
  })
  return {
    text,
    emails,
    urls,
    dates,
    times,
    phones,
    ids,
    numbers,
    expressions: once(() => outside(readExpressions(text), [...taken(), ...phones()])),
    currencies: once(() => readCurrencies(text)),
    languages: once(() => spansOf(text, LANGUAGE)),
    colours: once(() => spansOf(text, COLOUR)),
    symbols: once(() => outside(readSymbols(text), taken())),
    timezones: once(() => readTimezones(text)),
    paths: once(() => outside(readPaths(text), [...urls(), ...dates(), ...emails()])),
    quoted: once(() => readQuoted(text)),
    names: once(() => outside(readNames(text), [...taken(), ...spansOf(text, LANGUAGE)])),
    remains: once(() => readHanRemains(blanked(text, [...taken(), ...phones()]))),
    labels: once(() => readLabels(text)),
    /** What the text is about (words.ts). */
    terms: once(() => termsOf(text)),
  }
}

export type Facts = ReturnType<typeof readFacts>

/** A long number that is called an order or that counts money is no telephone's. */
const isPhone =
  (text: string) =>
  ({ text: found, start }: { text: string; start: number }): boolean => {
    const before = text.slice(Math.max(0, start - 24), start)
    if (/(?:phone|tel|mobile|cell|call|fax|电话|手机|号码)[^\d]{0,15}$/i.test(before)) return true
    if (
      /(?:[$€£¥￥#]|order|invoice|id|no\.|number|account|tracking|单号|编号)\s?[:：]?\s?$/i.test(
        before,
      )
    )
      return false
    return /^\+|[\s().-]/.test(found) || /^1[3-9]\d{9}$/.test(found)
  }

/** A text in which what is known already is blank, of the same length. */
const blanked = (text: string, spans: readonly { start: number; end: number }[]): string =>
  spans.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  )

function once<Value>(read: () => Value): () => Value {
  let known: { value: Value } | null = null
  return () => {
    known ??= { value: read() }
    return known.value
  }
}
