import 'server-only'
import type { Facts } from './facts'
import { allFound, type Found, found, type Reader, SCORES } from './found'
import { readMeantText } from './free-text'
import { outside, spansOf } from './span'

/** The names of people, firms and things. */

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

export const readNamesAs =
  (kind: keyof typeof NAMES_BY): Reader =>
  (_wanted, facts) => [
    ...outside(facts.names(), facts.quoted()).map((name) => found(name, NAMES_BY[kind][name.kind])),
    ...facts.names().map((name) => found(name, SCORES.guess)),
    ...allFound(facts.remains(), SCORES.guess),
    ...allFound(spansOf(facts.text, NAMED), SCORES.form + 2),
    ...(kind === 'name' ? allFound(facts.quoted(), SCORES.likely + 1) : []),
  ]

const NAMED =
  /\b(?:named|called|nicknamed)\s["'“]?([\w][\w .-]{0,60}?)(?=[,."'”\n]|\s(?:with|and|in|on|for|that|to|of|as)\b|$)|(?:名叫|叫做|我叫|他叫|她叫|名为)([\p{Script=Han}·]{2,6}?)(?=[，。,;；\s的]|$)/gu

/** Who is founded, who announces: a firm mostly. */
const FIRM =
  /(?<![\p{Script=Han}])([\p{Script=Han}]{2,8}?)(?=成立于|创立于|创办于|总部|宣布|发布)/gu

const BY =
  /\b(?:author|artist|singer|band|director|creator|composer|host|founder|organi[sz]er|inventor)\b/

/** Firms. */
export const readCompany: Reader = (wanted, facts) => [
  ...readNamesAs('company')(wanted, facts),
  ...allFound(spansOf(facts.text, FIRM), SCORES.likely),
]

/** People, of whom the recipients of letters are known by their addresses too. */
export const readPerson: Reader = (wanted, facts) => {
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

export const isAfterBy = ({ text }: Facts, start: number) =>
  /\bby\s$/i.test(text.slice(Math.max(0, start - 4), start))

/** A part of a person's name, the family's first in Chinese. */
export const readNamePart =
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

const THINGS: readonly RegExp[] = [
  // What stands behind its number, before its price.
  /(?:\b\d{1,6}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|a|an))\s?(?:x|×|pcs|pieces? of|bottles? of|boxes? of|packs? of|kg(?: of)?|g(?: of)?|cups? of)?\s((?!(?:for|at|each|on|in|x|hours?|minutes?|days?|weeks?|months?|years?|units?)\b)[\p{L}][\p{L}'’ -]{1,60}?)(?=\s(?:at|for|@|costing|priced|each|to|from|and)\b|\s?[,;:($€£¥@–.\n]|\s-|\s?$)/giu,
  // What begins a line or clause, before its figures.
  /(?:^|[\n;；])[-*•\s]{0,6}(?:\d{1,3}[.)]\s)?((?!\d)[\p{L}][^\n:：,，;；|()（）$€£¥\d]{1,60}?)\s?(?=[:：|(（$€£¥×]|[,，]\s?[\d$€£¥]|\s[-–x]\s|\sx?\d)/gu,
  /[\d一二两三四五六七八九十]\s?(?:个|件|份|杯|瓶|本|台|斤|公斤|盒|包|颗|套|只|条|张|支)([\p{Script=Han}]{1,12}?)(?=[，,。；;、和每单共]|\d|$)/gu,
  /(?:^|[，,；;、。买和])([\p{Script=Han}]{1,12}?)(?=\s?[\d一二两三四五六七八九十]+\s?(?:个|件|份|杯|瓶|本|台|斤|公斤|盒|包|颗|套|只|条|张|支))/gu,
]

/** Things that are bought, packed or cooked: the noun beside a number. */
export const readThing: Reader = (_wanted, facts) => [
  ...THINGS.flatMap((pattern, at) => allFound(spansOf(facts.text, pattern), SCORES.form - 2 * at)),
  ...allFound(facts.quoted(), SCORES.form + 1),
  ...facts.names().map((span) => found(span, SCORES.weak)),
  ...readFreeThing(facts),
]

const readFreeThing = (facts: Facts): Found[] => {
  const meant = readMeantText(facts.text)
  return meant === null ? [] : [found({ ...meant, end: meant.start }, SCORES.weak)]
}
