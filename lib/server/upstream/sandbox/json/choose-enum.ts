import 'server-only'
import { cueFor } from '../facts/cues'
import type { Facts } from '../facts/facts'
import { SCORES } from '../facts/found'
import { LANGUAGES } from '../facts/gazetteer'
import type { Wanted } from '../facts/kinds'
import { labelFit, readSpokenOf } from '../facts/labels'
import { currencyOf } from '../facts/numbers'
import type { Span } from '../facts/span'
import { feelingOf, TOPICS } from '../facts/topics'
import { termsOf } from '../facts/words'

export interface Choice {
  value: unknown
  score: number
  /** Where it is said; the end of the text where it is only concluded. */
  at: number
}

const POSITIVE =
  /^(?:very[_ -]?)?(?:positive|pos|good|happy|satisfied|favou?rable|正面|积极|好评|正向)$/i
const NEGATIVE =
  /^(?:very[_ -]?)?(?:negative|neg|bad|unhappy|angry|dissatisfied|unfavou?rable|负面|消极|差评|负向)$/i
const BETWEEN = /^(?:neutral|mixed|中性|中立|一般)$/i

/** What a text says of a property by its name. */
interface Told {
  labelled: Span[]
  spoken: Span[]
}

/** The members of an enum that a text speaks for, the one it speaks most for first. */
export function chooseEnum(members: readonly unknown[], wanted: Wanted, facts: Facts): Choice[] {
  const labels = facts.labels().filter((one) => labelFit(one, wanted) >= 0.5)
  const told: Told = {
    labelled: labels.map(({ value }) => value),
    spoken: readSpokenOf(facts.text, wanted),
  }
  const urgency = byUrgency(members, wanted, told, facts)
  if (urgency.length > 0) return urgency
  const said = members.flatMap((value) => sayings(value, told, facts))
  const choices =
    said.length > 0 ? said : [...byFeeling(members, facts), ...byTopic(members, facts)]
  return choices
    .map((choice) => ({
      ...choice,
      score: choice.score + 15 * cueFor(wanted, facts.text, { start: choice.at, end: choice.at }),
    }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
}

const URGENCY: readonly (readonly [said: RegExp, member: RegExp])[] = [
  [
    /\b(?:no (?:hurry|rush)|not (?:very |that |so )?urgent|whenever|when (?:you|someone) (?:have|has|gets?)|nice to have|low priority|can wait)\b|不急|不着急|不紧急|有空再/i,
    /^(?:low|lowest|minor|p[34]|低|低优先级|不急)$/i,
  ],
  [
    /\b(?:urgent(?:ly)?|asap|as soon as possible|immediately|emergency|right away|outage|blocked|is down|are down)\b|紧急|加急|尽快|立刻|马上/i,
    /^(?:urgent|critical|highest|p0|紧急|high|p1|高)$/i,
  ],
]

/** How much a text presses, where an enum asks for it and the text names no member as such. */
function byUrgency(
  members: readonly unknown[],
  wanted: Wanted,
  { labelled, spoken }: Told,
  facts: Facts,
): Choice[] {
  if (!wanted.terms.has('@priority') || labelled.length + spoken.length > 0) return []
  const row = URGENCY.find(([said]) => said.test(facts.text))
  if (row === undefined) return []
  const fitting = members.filter(
    (member): member is string => typeof member === 'string' && row[1].test(member),
  )
  const isDire = /\b(?:emergency|outage|critical)\b/i.test(facts.text)
  const wishes = isDire ? [/^(?:urgent|critical|紧急)$/i] : [/^(?:urgent|紧急)$/i, /^(?:high|高)$/i]
  const [most] = wishes.flatMap((wish) => fitting.filter((member) => wish.test(member)))
  const named = members.find(
    (member) =>
      typeof member === 'string' &&
      facts.text.toLowerCase().includes(`${member.toLowerCase()} priority`),
  )
  const value = named ?? most ?? fitting[0]
  return value === undefined ? [] : [{ value, score: SCORES.cue, at: facts.text.length }]
}

/** Where a text names a member, by its own word, by another of the same meaning, or under the property's label. */
function sayings(value: unknown, { labelled, spoken }: Told, facts: Facts): Choice[] {
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value)
  const label = labelled.find((span) => isNamed(text, span.text))
  if (label !== undefined) return [{ value, score: SCORES.labelled, at: label.start }]
  if (spoken.some((span) => isNamed(text, span.text))) {
    return [{ value, score: SCORES.said, at: 0 }]
  }
  const at = placeOf(text, facts.text)
  if (at !== null) return [{ value, score: text.length < 2 ? SCORES.form : SCORES.cue, at }]
  const code = facts.currencies().find(({ text: found }) => found === currencyOf(text))
  if (code !== undefined) return [{ value, score: SCORES.form, at: code.start }]
  const language = LANGUAGES.find(
    (row) => row[0] === text.toLowerCase() || row[1].toLowerCase() === text.toLowerCase(),
  )
  const named = facts
    .languages()
    .find((span) => span.text === language?.[1] || language?.[2].includes(span.text) === true)
  if (named !== undefined) return [{ value, score: SCORES.form, at: named.start }]
  return byMeaning(text, value, facts)
}

const isNamed = (member: string, text: string): boolean => placeOf(member, text) !== null

/** Where a member stands in a text as a word of its own. */
function placeOf(member: string, text: string): number | null {
  const spoken = member.replace(/[_-]+/g, ' ').trim().toLowerCase()
  if (spoken === '') return null
  const lower = text.toLowerCase()
  const isHan = /\p{Script=Han}/u.test(spoken)
  for (let at = lower.indexOf(spoken); at >= 0; at = lower.indexOf(spoken, at + 1)) {
    const around = `${lower[at - 1] ?? ' '}${lower[at + spoken.length] ?? ' '}`
    if (isHan || !/[a-z\d]/.test(around)) return at
    // A plural is the same word.
    if (/^s?[^a-z]/.test(lower.slice(at + spoken.length)) && !/[a-z\d]/.test(around[0] ?? ''))
      return at
  }
  return null
}

function byMeaning(member: string, value: unknown, facts: Facts): Choice[] {
  const own = [...termsOf(member)]
  if (own.length === 0) return []
  const terms = facts.terms()
  const isMeant = own.every((term) => terms.has(term))
  return isMeant ? [{ value, score: SCORES.form, at: facts.text.length }] : []
}

function byFeeling(members: readonly unknown[], facts: Facts): Choice[] {
  const find = (pattern: RegExp) =>
    members.find((member) => typeof member === 'string' && pattern.test(member))
  const [good, bad, between] = [find(POSITIVE), find(NEGATIVE), find(BETWEEN)]
  if (good === undefined || bad === undefined) return []
  const feeling = feelingOf(facts.text)
  if (feeling === null && between === undefined) return []
  const value = feeling === null || feeling === 0 ? (between ?? good) : feeling > 0 ? good : bad
  return [{ value, score: feeling === null ? SCORES.weak : SCORES.form, at: facts.text.length }]
}

function byTopic(members: readonly unknown[], facts: Facts): Choice[] {
  return members.flatMap((value) => {
    if (typeof value !== 'string') return []
    const hits = TOPICS.filter(([name]) => name.test(value)).reduce(
      (sum, [, words]) => sum + (facts.text.match(words)?.length ?? 0),
      0,
    )
    return hits === 0
      ? []
      : [{ value, score: SCORES.likely + Math.min(hits, 7), at: facts.text.length }]
  })
}
