import 'server-only'
import { readCurrency, readLanguage, readSymbol, readTimezone } from './code-readers'
import { allFound, found, type Reader, SCORES } from './found'
import { STYLES, UNITS } from './gazetteer'
import type { Kind } from './kinds'
import { readCompany, readNamePart, readNamesAs, readPerson, readThing } from './name-readers'
import { readBackticked } from './patterns'
import { readCountry, readPlace } from './place-readers'
import { spansOf } from './span'
import { readSums } from './sums'
import {
  readBody,
  readGuessedQuery,
  readNotes,
  readQueryText,
  readSubjectText,
  readTitle,
} from './text-readers'
import { readDate, readDatetime, readTime } from './time-readers'

/** The end of a way, an exchange or a letter, whichever the text tells of. */
const readEnd: Reader = (wanted, facts) => {
  const emails = allFound(facts.emails(), SCORES.cue)
  if (/e-?mail|邮箱|邮件/i.test(wanted.description)) return emails
  return [
    ...emails,
    ...readCurrency(wanted, facts).map((one) => ({ ...one, score: SCORES.form + 1 })),
    ...readLanguage(wanted, facts),
    ...readPlace(wanted, facts),
    ...allFound(facts.paths(), SCORES.likely),
  ]
}

const readId: Reader = (wanted, facts) => [
  ...allFound(facts.ids(), wanted.terms.has('@phone') ? SCORES.guess : SCORES.form),
  ...facts.numbers().map((span) => found(span, SCORES.weak, span.text)),
]

/** The word before the property's own: "the sales department". */
const readBefore: Reader = ({ words }, facts) => {
  const lower = facts.text.toLowerCase()
  const own = words.filter((word) => /^[a-z]{3,30}$/.test(word) && lower.includes(word))
  if (own.length === 0) return []
  const pattern = new RegExp(
    `\\b(?!(?:the|a|an|my|our|your|this|that|which|what|each|every|any|of|in|by|and|for|to|with)\\b)([a-z][\\w-]{1,30})\\s(?:${own.join('|')})s?\\b`,
    'gi',
  )
  return allFound(spansOf(facts.text, pattern), SCORES.likely)
}

const UNIT = new RegExp(`(?<![\\p{Ll}\\p{Lu}])(?:${UNITS})(?![\\p{Ll}\\p{Lu}])`, 'giu')
const WORD =
  /\b(?:what does|define|definition of|meaning of|synonyms? (?:of|for)|antonyms? (?:of|for)|spell|pronounce)\s(?:the\s)?(?:word\s|term\s)?["'“]?(\p{L}[\p{L}-]{1,40})|["'“]?(\p{L}{1,20})["'”]?(?:是什么意思|的意思|的定义|的含义)/giu

const STYLE = new RegExp(`(?<![\\p{L}-])(?:${STYLES})(?![a-z])`, 'giu')

/** The name right behind the property's own word: "building Nova". */
const readAfter: Reader = ({ words }, facts) => {
  const own = words.at(-1) ?? ''
  return facts
    .names()
    .filter(({ start }) => {
      const before = facts.text.slice(Math.max(0, start - own.length - 1), start).toLowerCase()
      return own.length > 2 && before === `${own} `
    })
    .map((span) => found(span, SCORES.likely))
}

const readPlain: Reader = (wanted, facts) => [
  ...readAfter(wanted, facts),
  ...readBefore(wanted, facts),
  ...allFound(facts.quoted(), SCORES.weak),
  ...facts.names().map((span) => found(span, SCORES.guess)),
]

/** What reads the values of each kind of property out of a text. */
export const READERS: Readonly<Record<Kind, Reader>> = {
  email: (_wanted, facts) => allFound(facts.emails(), SCORES.cue),
  url: (_wanted, facts) => allFound(facts.urls(), SCORES.cue),
  phone: (_wanted, facts) => allFound(facts.phones(), SCORES.cue),
  timezone: readTimezone,
  currency: readCurrency,
  language: readLanguage,
  date: readDate,
  time: readTime,
  datetime: readDatetime,
  symbol: readSymbol,
  expression: (_wanted, facts) => readSums(facts.text).map((sum) => found(sum, SCORES.cue)),
  path: (_wanted, facts) => allFound(facts.paths(), SCORES.cue),
  command: (_wanted, facts) => allFound(readBackticked(facts.text), SCORES.cue),
  id: readId,
  person: readPerson,
  end: readEnd,
  channel: (_wanted, facts) => allFound(spansOf(facts.text, /(#[\w-]{1,60})/g), SCORES.cue),
  department: (wanted, facts) => [
    ...allFound(spansOf(facts.text, /([\p{Script=Han}]{2,6}(?:部门|部|组|中心))/gu), SCORES.form),
    ...readBefore(wanted, facts),
  ],
  unit: (_wanted, facts) => allFound(spansOf(facts.text, UNIT), SCORES.form),
  word: (wanted, facts) => [
    ...allFound(spansOf(facts.text, WORD), SCORES.cue),
    ...allFound(facts.quoted(), SCORES.cue),
    ...readGuessedQuery(wanted, facts),
  ],
  style: (_wanted, facts) => allFound(spansOf(facts.text, STYLE), SCORES.form),
  first_name: readNamePart('first'),
  last_name: readNamePart('last'),
  company: readCompany,
  country: readCountry,
  place: readPlace,
  age: () => [],
  money: (_wanted, facts) =>
    facts
      .numbers()
      .filter(({ currency }) => currency !== null)
      .map((span) => found(span, SCORES.form, span.text)),
  number: (_wanted, facts) => facts.numbers().map((span) => found(span, SCORES.weak, span.text)),
  colour: (_wanted, facts) => allFound(facts.colours(), SCORES.form),
  query: readQueryText,
  subject: readSubjectText,
  text: readBody,
  title: readTitle,
  summary: readNotes,
  keywords: () => [],
  answer: () => [],
  name: readNamesAs('name'),
  thing: readThing,
  plain: readPlain,
}
