import 'server-only'
import type { DateSpan, TimeSpan } from './dates'
import { allFound, type Found, found, type Reader, SCORES } from './found'
import type { Wanted } from './kinds'

/** Days and times of day as a property wants them. */

const wantsIso = ({ format, description }: Wanted) =>
  format !== null || /iso|yyyy|年-月/i.test(description)

const dateValue = (wanted: Wanted, span: DateSpan): Found =>
  found(span, SCORES.form, wantsIso(wanted) && span.iso !== null ? span.iso : span.text)

export const readDate: Reader = (wanted, facts) =>
  facts.dates().map((span) => dateValue(wanted, span))

function timeValue(wanted: Wanted, span: TimeSpan): string {
  if (wanted.format === 'time') return `${span.clock}:00Z`
  return /HH|24|iso/i.test(wanted.description) ? span.clock : span.text
}

export const readTime: Reader = (wanted, facts) => [
  ...facts.times().map((span) => found(span, SCORES.form, timeValue(wanted, span))),
  ...(wanted.format === null ? allFound(facts.dates(), SCORES.weak) : []),
]

/** A day and the time of day that stands by it. */
export const readDatetime: Reader = (wanted, facts) => {
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
