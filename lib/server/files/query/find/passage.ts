import 'server-only'
import type { Place } from './places'

/** So much is told on either side of what is found. */
export const CONTEXT = 200
const LONGEST_MATCH = 300

/** What stands at a place, and what stands around it; words are not cut. */
export function passageAt(text: string, { start, end }: Place): { match: string; passage: string } {
  const before = text.slice(Math.max(0, start - CONTEXT), start)
  const after = text.slice(end, end + CONTEXT)
  const head = start > CONTEXT ? before.replace(/^\S{1,30}\s+/u, '') : before
  const tail = end + CONTEXT < text.length ? after.replace(/\s+\S{1,30}$/u, '') : after
  return {
    match: oneLine(text.slice(start, Math.min(end, start + LONGEST_MATCH))),
    passage: oneLine(head + text.slice(start, end) + tail),
  }
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
