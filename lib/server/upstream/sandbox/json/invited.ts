import 'server-only'
import type { Facts } from '../facts/facts'
import { type Span, spansOf } from '../facts/span'

const LED =
  /\b(?:with|invit(?:e|es|ing)|attendees?(?:\sare)?|participants?(?:\sare)?|guests?(?:\sare)?|including)[:：]?\s([^;\n!?]{2,300}?)(?=\s(?:on|at|in|about|regarding|titled|called|named|for|to|from|tomorrow|today|next)\b|\.\s|\.?$|[;\n!?])/gi
const LED_ZH =
  /(?:和|跟|与|同|邀请|约|叫上|参会人[是为：:]?)([\p{Script=Han}、和与跟及A-Za-z ]{2,60}?)(?=一起|的|参加|出席|开会|在|于|[，,。；！？\n]|$)/gu

/** Whom a text names as coming along: "with Ann and Raj", "invite kim@…", "和王芳、李强一起". */
export function readInvited(facts: Facts): Span[] {
  const known = [...facts.emails(), ...facts.names().filter(({ kind }) => kind !== 'place')]
  const people = spansOf(facts.text, LED).flatMap((run) =>
    known.filter(({ start, end }) => start >= run.start && end <= run.end),
  )
  const chinese = spansOf(facts.text, LED_ZH).flatMap((run) =>
    spansOf(run.text, /[^、，和与跟及]+/gu)
      .filter(({ text }) => /^\p{Script=Han}{2,4}$/u.test(text.trim()))
      .map(({ text, start }) => ({
        text: text.trim(),
        start: run.start + start,
        end: run.start + start + text.length,
      })),
  )
  return [...people, ...chinese].sort((a, b) => a.start - b.start)
}
