import 'server-only'
import { allFound, found, type Reader, SCORES } from './found'
import { readMeantText, readOccasion, readQuery, readSubject } from './free-text'
import { isAfterBy } from './name-readers'
import type { Span } from './span'

/** Texts that are meant as such. */

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

const readSubjectOrText = free(
  [readSubject, SCORES.form],
  [readOccasion, SCORES.likely],
  [readMeantText, SCORES.weak],
)

/** An order to send or keep something is not what is to be sent. */
const ORDER =
  /(?:^|[.!?]\s)\s*(?:(?:please|can you|could you|i want to|i need to|help me)\s)*(?:send|write|e-?mail|mail|message|text|notify|post|create|add|book|schedule|save|draft|compose)\b|(?:^|[。！？，])(?:请|帮我|给我|麻烦)*(?:给|发|写|寄|创建|添加|保存|通知)/i

function readAskedText(text: string): Span | null {
  return ORDER.test(text) ? null : readQuery(text)
}

export const readQueryText = free([readQuery, SCORES.weak])
export const readGuessedQuery = free([readQuery, SCORES.guess])
export const readSubjectText = free([readSubject, SCORES.form], [readHeading, SCORES.guess])
export const readBody = free(
  [readMeantText, SCORES.form],
  [readSubject, SCORES.weak],
  [readAskedText, SCORES.guess],
)
export const readNotes = free([readMeantText, SCORES.weak], [readSubject, SCORES.guess])

/** Titles, those of works among them. */
export const readTitle: Reader = (wanted, facts) => {
  const names = facts.names().filter(
    ({ start, kind, text }) =>
      kind !== 'place' &&
      // One word that begins a sentence is who does something, seldom a title.
      (text.includes(' ') || !/(?:^|[.!?]\s)$/.test(facts.text.slice(0, start))) &&
      !(kind === 'person' && /\p{Script=Han}/u.test(text)) &&
      !isAfterBy(facts, start),
  )
  // "The Harbour Fair" is no person, who would have no article, and no firm.
  const things = names.filter(
    ({ start, kind, text }) =>
      kind !== 'company' &&
      text.includes(' ') &&
      /\bthe\s$/i.test(facts.text.slice(Math.max(0, start - 5), start)),
  )
  return [
    ...readSubjectOrText(wanted, facts),
    ...allFound(facts.quoted(), SCORES.form + 1),
    ...allFound(things, SCORES.likely + 1),
    ...allFound(names, SCORES.weak),
  ]
}
