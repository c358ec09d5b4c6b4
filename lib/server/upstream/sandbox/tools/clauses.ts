import 'server-only'
import { readDates } from '../facts/dates'
import { readNames } from '../facts/names'
import { readBackticked, readEmails, readQuoted, readUrls } from '../facts/patterns'
import { overlaps, type Span } from '../facts/span'

const BOUND =
  /[.!?;。！？；\n]+(?=\s|$|\p{Script=Han})|[,，、](?!\d)|\s(?:and|or|also|then|plus|as well as|versus|than|compared (?:to|with)|vs\.?)\s|(?:并且|以及|还有|还是|或者|然后|并|和|跟|与|及|再)(?=[\p{L}\d"“])/giu

const MOST = 60

/** The clauses of a text: what stands between full stops, commas and words such as "and". Names and quotations stay whole. */
export function splitClauses(text: string): Span[] {
  const whole = [
    ...readQuoted(text),
    ...readBackticked(text),
    ...readUrls(text),
    ...readEmails(text),
    ...readNames(text),
    ...readDates(text),
  ]
  const clauses: Span[] = []
  let start = 0
  const push = (end: number) => {
    const piece = text.slice(start, end)
    if (piece.trim() !== '') clauses.push({ text: piece, start, end })
  }
  for (const bound of text.matchAll(BOUND)) {
    if (clauses.length >= MOST) break
    const span = { start: bound.index, end: bound.index + bound[0].length }
    if (whole.some((other) => overlaps(other, span))) continue
    push(span.start)
    start = span.end
  }
  push(text.length)
  return clauses
}
