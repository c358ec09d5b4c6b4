import 'server-only'
import type { Wanted } from './kinds'
import type { Span } from './span'

interface Cue {
  name: RegExp
  /** Right before a value. */
  before: RegExp
  /** Verbs that may stand some words before it. */
  verb: RegExp
}

/** The two ends of something: where from and where to, since when and until when. */
const ENDS: readonly [Cue, Cue] = [
  {
    name: /\b(?:origin|from|departure|depart|source|src|pickup|start|begin|check ?in|outbound|sender)\b|出发|起点|始发|起始/,
    before:
      /(?:\b(?:from|leaving|departing|starting(?: on| at)?|starts?(?: on| at)?|begins?(?: on| at)?|since|between|check(?:ing)? in(?: on)?)|从|由|自|出发地?[:：]?|入住)\s?(?:(?:the|my|our|his|her|their|a|an)\s)?$/i,
    verb: /\b(?:depart|leav|start|begin|check(?:ing)?[ -]?in)\w*|出发|起飞|开始|入住/gi,
  },
  {
    name: /\b(?:destination|to|target|arrival|arrive|return|end|finish|dropoff|check ?out|inbound|until|recipient)\b|目的地|到达|终点/,
    before:
      /(?:\b(?:to|into|until|till|through|between\b.{1,40}\sand|towards?|arriving(?: in| at)?|returning(?: on)?|return(?: on)?|back on|ends?(?: on| at)?|check(?:ing)? out(?: on)?)|到|去|飞往|至|往|前往|成|为|返回|退房|[-–—~])\s?(?:(?:the|my|our|his|her|their|a|an)\s)?$/i,
    verb: /\b(?:arriv|land|return|end|finish|check(?:ing)?[ -]?out)\w*|到达|抵达|返回|结束|退房/gi,
  },
]

/** The two bounds of a number. */
const BOUNDS: readonly [Cue, Cue] = [
  {
    name: /\b(?:min|minimum|lower|lowest|least|after|above)\b/,
    before:
      /(?:\b(?:over|above|more than|at least|from|between|minimum(?: of)?|greater than)|高于|超过|至少|大于|不低于|从)\s?[$€£¥]?$/i,
    verb: /(?!)/g,
  },
  {
    name: /\b(?:max|maximum|upper|highest|most|before|under|below|budget)\b/,
    before:
      /(?:\b(?:under|below|less than|at most|up to|and|to|within|cheaper than|maximum(?: of)?|no more than)|(?<!不)低于|不超过|少于|最多|小于|以内|[-–—~到至])\s?[$€£¥]?$/i,
    verb: /(?!)/g,
  },
]

/** 1 where the words before a value say that it is this end, −1 where they say that it is the other, else 0. */
export function cueFor(wanted: Wanted, text: string, span: Omit<Span, 'text'>): -1 | 0 | 1 {
  const name = endNameOf(wanted)
  const before = text.slice(Math.max(0, span.start - 48), span.start)
  for (const [first, second] of [ENDS, BOUNDS]) {
    const own = first.name.test(name) ? first : second.name.test(name) ? second : null
    if (own === null) continue
    const other = own === first ? second : first
    if (own.before.test(before)) return 1
    if (other.before.test(before)) return -1
    const ahead = lastOf(own.verb, before) - lastOf(other.verb, before)
    if (ahead !== 0) return ahead > 0 ? 1 : -1
  }
  return 0
}

/** What says which end a property is: its name, else its short description. */
function endNameOf({ path, description }: Wanted): string {
  const name = path.join(' ')
  const isEnd = ENDS.some((end) => end.name.test(name))
  return isEnd
    ? name
    : `${name} ${/\p{Script=Han}/u.test(description) ? description.slice(0, 12) : ''}`
}

/** Whether a property is one end of a way. */
export const isEnd = (wanted: Wanted): boolean =>
  ENDS.some(({ name }) => name.test(endNameOf(wanted)))

/** Where the last match begins; −1 without one. */
const lastOf = (pattern: RegExp, text: string): number =>
  Array.from(text.matchAll(pattern), (match) => match.index).at(-1) ?? -1
