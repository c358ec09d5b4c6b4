import 'server-only'
import type { DateSpan, TimeSpan } from './dates'
import type { Facts } from './facts'
import { allFound, type Found, found, SCORES } from './found'
import { readMeantText, readQuery, readSubject } from './free-text'
import { COUNTRIES, LANGUAGES, ROOMS, STYLES } from './gazetteer'
import type { Kind, Wanted } from './kinds'
import { currencyOf } from './numbers'
import { readBackticked } from './patterns'
import { outside, type Span, spansOf } from './span'
import { readSums } from './sums'
import { SYMBOL_OF, TIMEZONE_OF } from './world'

type Reader = (wanted: Wanted, facts: Facts) => Found[]

const isEnglish = (text: string) => /[a-z]/i.test(text) && !/\p{Script=Han}/u.test(text)

const wantsIso = ({ format, description }: Wanted) =>
  format !== null || /iso|yyyy|年-月/i.test(description)

const dateValue = (wanted: Wanted, span: DateSpan): Found =>
  found(span, SCORES.form, wantsIso(wanted) && span.iso !== null ? span.iso : span.text)

const readDate: Reader = (wanted, facts) => facts.dates().map((span) => dateValue(wanted, span))

function timeValue(wanted: Wanted, span: TimeSpan): string {
  if (wanted.format === 'time') return `${span.clock}:00Z`
  return /HH|24|iso/i.test(wanted.description) ? span.clock : span.text
}

const readTime: Reader = (wanted, facts) => [
  ...facts.times().map((span) => found(span, SCORES.form, timeValue(wanted, span))),
  ...(wanted.format === null ? allFound(facts.dates(), SCORES.weak) : []),
]

/** A day and the time of day that stands by it. */
const readDatetime: Reader = (wanted, facts) => {
  const day = facts.dates()[0]
  const time = facts.times()[0]
  if (day === undefined) return time === undefined ? [] : [found(time, SCORES.likely)]
  if (day.iso !== null && (time !== undefined || wantsIso(wanted))) {
    return [found(day, SCORES.form, `${day.iso}T${time?.clock ?? '00:00'}:00Z`)]
  }
  if (time === undefined) return [dateValue(wanted, day)]
  const [start, end] = [Math.min(day.start, time.start), Math.max(day.end, time.end)]
  const isNear = end - start < day.text.length + time.text.length + 10
  const text = isNear ? facts.text.slice(start, end).trim() : day.text
  return [found({ text, start, end }, SCORES.form)]
}

const ADDRESS =
  /\d{1,6}[A-Za-z]?\s(?:[A-Z][\w'-]{0,30}\.?\s){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Square|Place|Terrace|Highway)\b(?:,\s[A-Z\d][\w '-]{0,40}){0,4}|(?:[\p{Script=Han}]{2,10}[省市区县]){0,3}[\p{Script=Han}\d]{2,15}[路街道巷][\d一二三四五六七八九十]{0,6}号?(?:[\p{Script=Han}\d]{0,12}[楼室座层])?/gu

const ROOM = new RegExp(`(?:\\b(?=[a-z])|(?=\\p{Script=Han}))(?:master\\s)?(?:${ROOMS})`, 'giu')

const readPlace: Reader = (wanted, facts) => {
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
    /\b(?:in|at|near|for|to|from)\s(?:the\s)?((?!(?:the|a|an|next|this|last|morning|afternoon|evening|weekend|week|month|year|day|future|moment|meantime|my|our|your|me|us|it|this|that|celsius|fahrenheit)\b)[a-z]{3,20}(?:\s(?:city|town|beach|island))?)(?=[\s?.,!]*(?:$|and\b|today|tomorrow|now|please|right|,))/gi,
  )
  return [...names, ...allFound(lower, SCORES.weak), ...allFound(facts.remains(), SCORES.weak)]
}

const NAMES_BY: Readonly<
  Record<
    'person' | 'company' | 'name',
    Readonly<Record<'person' | 'company' | 'place' | 'other', number>>
  >
> = {
  person: { person: SCORES.form, other: SCORES.likely, company: SCORES.guess, place: 0 },
  company: { company: SCORES.form, other: SCORES.weak, person: SCORES.guess, place: 0 },
  name: {
    person: SCORES.form,
    company: SCORES.likely + 2,
    other: SCORES.likely,
    place: SCORES.guess,
  },
}

const readNamesAs =
  (kind: keyof typeof NAMES_BY): Reader =>
  (_wanted, facts) => [
    ...outside(facts.names(), facts.quoted()).map((name) => found(name, NAMES_BY[kind][name.kind])),
    ...facts.names().map((name) => found(name, SCORES.guess)),
    ...allFound(facts.remains(), SCORES.guess),
    ...allFound(spansOf(facts.text, NAMED), SCORES.likely),
    ...(kind === 'name' ? allFound(facts.quoted(), SCORES.likely + 1) : []),
  ]

const NAMED = /(?:名叫|叫做|我叫|他叫|她叫|名为)([\p{Script=Han}·]{2,6}?)(?=[，。,;；\s的]|$)/gu

/** A part of a person's name, the family's first in Chinese. */
/** The end of a way, an exchange or a letter, whichever the text tells of. */
const readEnd: Reader = (wanted, facts) => [
  ...allFound(facts.emails(), SCORES.cue),
  ...readCurrency(wanted, facts).map((one) => ({ ...one, score: SCORES.form + 1 })),
  ...readLanguage(wanted, facts),
  ...readPlace(wanted, facts),
  ...allFound(facts.paths(), SCORES.likely),
]

const BY = /\b(?:author|artist|singer|band|director|creator|composer)\b/

/** People, of whom the recipients of letters are known by their addresses too. */
const readPerson: Reader = (wanted, facts) => {
  const isLetter = /\b(?:recipient|recipients|sender|to|invitees?|attendees?)\b/.test(
    wanted.words.join(' '),
  )
  const isMaker = BY.test(wanted.words.join(' '))
  return [
    ...(isLetter ? allFound(facts.emails(), SCORES.cue) : []),
    ...(isMaker
      ? facts
          .names()
          .filter(({ start }) => isAfterBy(facts, start))
          .map((span) => found(span, SCORES.cue))
      : []),
    ...readNamesAs('person')(wanted, facts),
  ]
}

const isAfterBy = ({ text }: Facts, start: number) =>
  /\bby\s$/i.test(text.slice(Math.max(0, start - 4), start))

const readNamePart =
  (part: 'first' | 'last'): Reader =>
  (wanted, facts) =>
    readNamesAs('person')(wanted, facts).map((one) => {
      const name = String(one.value)
      const words = /\p{Script=Han}/u.test(name)
        ? [name.slice(1), name.slice(0, 1)]
        : name.split(' ')
      return {
        ...one,
        value: (part === 'first' ? words[0] : words.at(-1)) ?? name,
        span: { ...one.span, end: one.span.start },
      }
    })

const readCountry: Reader = (_wanted, facts) =>
  facts.names().map((name) => found(name, COUNTRIES.has(name.text) ? SCORES.cue : SCORES.guess))

const readLanguage: Reader = ({ description, name }, facts) => {
  const isCode = /\bcodes?\b|iso|['"](?:en|fr|es|de|zh|ja)['"]|\((?:en|fr|es|de|zh|ja)[,)]/i.test(
    `${name} ${description}`,
  )
  return facts.languages().map((span) => {
    const row = LANGUAGES.find(
      ([, en, zh]) => en.toLowerCase() === span.text.toLowerCase() || zh.includes(span.text),
    )
    const value = isCode ? row?.[0] : isEnglish(description) ? row?.[1] : span.text
    return found(span, SCORES.form, value ?? span.text)
  })
}

const readCurrency: Reader = (_wanted, facts) =>
  facts.currencies().map((span) => found(span, SCORES.form, currencyOf(span.text) ?? span.text))

const byTable = (table: ReadonlyMap<string, string>, facts: Facts): Found[] =>
  [...facts.names(), ...facts.remains()].flatMap((span) => {
    const code = table.get(span.text.toLowerCase().replace(/(?:公司|集团|,? inc\.?)$/, ''))
    return code === undefined ? [] : [found(span, SCORES.form, code)]
  })

const readTimezone: Reader = (_wanted, facts) => [
  ...allFound(facts.timezones(), SCORES.cue),
  ...byTable(TIMEZONE_OF, facts),
  ...facts.names().map((span) => found(span, SCORES.weak)),
]

const readSymbol: Reader = (_wanted, facts) => [
  ...byTable(SYMBOL_OF, facts),
  ...facts.symbols().map((span) => found(span, SCORES.form)),
  ...facts.names().map((span) => found(span, SCORES.weak)),
]

const readId: Reader = (wanted, facts) => [
  ...allFound(facts.ids(), wanted.terms.has('@phone') ? SCORES.guess : SCORES.form),
  ...facts.numbers().map((span) => found(span, SCORES.weak, span.text)),
]

/** Free text is cut out of the words of the request; it takes no place from other values. */
const free =
  (
    ...readers: readonly (readonly [read: (text: string) => Span | null, score: number])[]
  ): Reader =>
  (_wanted, facts) =>
    readers.flatMap(([read, score]) => {
      const span = read(facts.text)
      return span === null ? [] : [found({ ...span, end: span.start }, score)]
    })

const HEADING_LENGTH = 60

/** A message without a heading of its own is headed by its first words. */
const readHeading = (text: string): Span | null => {
  const meant = readMeantText(text)
  return meant === null
    ? null
    : { ...meant, text: meant.text.split(/[.!?。！？\n]/)[0]?.slice(0, HEADING_LENGTH) ?? '' }
}

const readTitle = free([readSubject, SCORES.form], [readMeantText, SCORES.weak])

const THINGS: readonly RegExp[] = [
  // What stands behind its number, before its price.
  /(?:\b\d{1,6}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|a|an))\s?(?:x|×|pcs|pieces? of|bottles? of|boxes? of|packs? of|kg(?: of)?|g(?: of)?|cups? of)?\s((?!(?:for|at|each|on|in)\b)[\p{L}][\p{L}'’ -]{1,60}?)(?=\s(?:at|for|@|costing|priced|each|to|from|and)\b|\s?[,;:($€£¥@–.\n]|\s-|\s?$)/giu,
  // What begins a line or clause, before its figures.
  /(?:^|[\n;；])[-*•\s]{0,6}(?:\d{1,3}[.)]\s)?((?!\d)[\p{L}][^\n:：,，;；|()（）$€£¥\d]{1,60}?)\s?(?=[:：|(（$€£¥×]|[,，]\s?[\d$€£¥]|\s[-–x]\s|\sx?\d)/gu,
  /[\d一二两三四五六七八九十]\s?(?:个|件|份|杯|瓶|本|台|斤|公斤|盒|包|颗|套|只|条|张|支)([\p{Script=Han}]{1,12}?)(?=[，,。；;、和每单共]|\d|$)/gu,
  /(?:^|[，,；;、。买和])([\p{Script=Han}]{1,12}?)(?=\s?[\d一二两三四五六七八九十]+\s?(?:个|件|份|杯|瓶|本|台|斤|公斤|盒|包|颗|套|只|条|张|支))/gu,
]

/** Things that are bought, packed or cooked: the noun beside a number. */
const readThing: Reader = (_wanted, facts) => [
  ...THINGS.flatMap((pattern, at) => allFound(spansOf(facts.text, pattern), SCORES.form - 2 * at)),
  ...allFound(facts.quoted(), SCORES.form + 1),
  ...facts.names().map((span) => found(span, SCORES.weak)),
  ...readFreeThing(facts),
]

const readFreeThing = (facts: Facts): Found[] => {
  const meant = readMeantText(facts.text)
  return meant === null ? [] : [found({ ...meant, end: meant.start }, SCORES.weak)]
}

/** The word before the property's own: "the sales department". */
const readBefore: Reader = ({ words }, facts) => {
  const last = words.at(-1) ?? ''
  if (!/^[a-z]{3,30}$/.test(last) || !facts.text.toLowerCase().includes(last)) return []
  const pattern = new RegExp(
    `\\b(?!(?:the|a|an|my|our|your|this|that|which|what|each|every|any|of|in|by|and)\\b)([a-z][\\w-]{1,30})\\s${last}s?\\b`,
    'gi',
  )
  return allFound(spansOf(facts.text, pattern), SCORES.likely)
}

const STYLE = new RegExp(`(?<![\\p{L}-])(?:${STYLES})(?![a-z])`, 'giu')

const readPlain: Reader = (wanted, facts) => [
  ...readBefore(wanted, facts),
  ...allFound(facts.quoted(), SCORES.weak),
  ...facts.names().map((span) => found(span, SCORES.guess)),
]

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
  style: (_wanted, facts) => allFound(spansOf(facts.text, STYLE), SCORES.form),
  first_name: readNamePart('first'),
  last_name: readNamePart('last'),
  company: readNamesAs('company'),
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
  query: free([readQuery, SCORES.weak]),
  subject: free([readSubject, SCORES.form], [readHeading, SCORES.guess]),
  text: free([readMeantText, SCORES.form], [readSubject, SCORES.weak], [readQuery, SCORES.guess]),
  title: (wanted, facts) => [
    ...readTitle(wanted, facts),
    ...allFound(facts.quoted(), SCORES.form + 1),
    ...allFound(
      facts.names().filter(({ start }) => !isAfterBy(facts, start)),
      SCORES.weak,
    ),
  ],
  summary: free([readMeantText, SCORES.weak], [readSubject, SCORES.guess]),
  keywords: () => [],
  answer: () => [],
  name: readNamesAs('name'),
  thing: readThing,
  plain: readPlain,
}
