import 'server-only'
import { isRecord } from '@/lib/wire/json'
import type { Facts } from '../facts/facts'
import { findValues } from '../facts/find-values'
import { SCORES } from '../facts/found'
import { wantedBy } from '../facts/kinds'
import { readSums } from '../facts/sums'
import { hanTerms, isStopWord, stem, termsOf, wordsOf } from '../facts/words'
import { namesOf, propertiesOf, propertyOf, textOr, typesOf } from '../json/schema'
import type { Offered } from './offered'

/** What a tool needs to be called: its own name's subject, or as much as that in lesser signs. */
export const CALLED_FROM = 3

const WEIGHTS = {
  name: 3,
  verb: 1.5,
  description: 1,
  parameter: 0.75,
  implied: 2.5,
  /** A choice that the tool offers. */
  member: 1,
  /** What a text turns on or off is one of the tool's switches. */
  switched: 2.25,
  explained: 0.5,
  sameWord: 0.4,
  /** It is plain what the tool would be called with. */
  values: 2,
} as const

/** Things to do rather than things to do them with: they say little of what a tool is about. */
const VERBS: ReadonlySet<string> = new Set(
  'search fetch send create delete update list read save run turn track cancel compare name id user date time file web text place number person language image'
    .split(' ')
    .map((verb) => `@${verb}`),
)
const DULL: ReadonlySet<string> = new Set([
  'tool',
  'function',
  'api',
  'data',
  'info',
  'inform',
  'information',
  'detail',
  'query',
  'system',
  'servic',
])

/** How well a tool fits a text, term by term. */
export interface Rating {
  tool: Offered
  hits: ReadonlyMap<string, number>
}

interface Profile {
  name: ReadonlySet<string>
  stems: ReadonlySet<string>
  description: ReadonlySet<string>
  parameters: ReadonlySet<string>
  members: ReadonlySet<string>
  switches: ReadonlySet<string>
  explained: ReadonlySet<string>
  han: string
  isVerbOnly: boolean
}

/** Rates the tools by the terms that they share with a text. */
export function rateTools(tools: readonly Offered[], facts: Facts): Rating[] {
  const wish = facts.text.replace(CONTACT, ' ').replace(SET_UP, 'schedule')
  const terms = wish === facts.text ? facts.terms() : termsOf(wish)
  const stems = new Set(
    wordsOf(wish)
      .filter((word) => !isStopWord(word))
      .map(stem),
  )
  const implied = impliedBy(facts)
  const damping = dampingOf(facts.text)
  const isSwitching = SWITCHING.test(facts.text)
  return tools.map((tool) => {
    const profile = profileOf(tool)
    const hits = new Map<string, number>()
    for (const term of new Set([...terms, ...implied])) {
      const weight = weightOf(term, profile, terms.has(term), facts)
      if (weight > 0) hits.set(term, weight * damping)
    }
    if (total(hits.values()) >= 1 && hasItsValues(tool, facts)) hits.set('=values', WEIGHTS.values)
    if (isSwitching && [...profile.switches].some((term) => terms.has(term)))
      hits.set('=switch', WEIGHTS.switched * damping)
    const phrase = phraseWeight(profile.han, facts.text)
    if (phrase > 0) hits.set('=phrase', phrase * damping)
    for (const word of stems) if (profile.stems.has(word)) hits.set(`=${word}`, WEIGHTS.sameWord)
    return { tool, hits }
  })
}

const ADDRESS = String.raw`[\w.+-]{1,64}@[\w.-]{1,100}`
const WHOSE = String.raw`(?:(?:my|his|her|their|our|your|the|an?)\s)?`
/** An address says who, not that a letter is wanted; nor does one that nothing is to be said to. */
const CONTACT = new RegExp(
  [
    String.raw`\be-?mail\s${ADDRESS}(?=\s*(?:[,.;]\s|$))`,
    String.raw`\bwith\s${WHOSE}e-?mail\s${ADDRESS}`,
    String.raw`\b${WHOSE}e-?mail(?:\saddress(?:\sis|\s?[:=])?|\sis|\s?[:=])\s?${ADDRESS}`,
    String.raw`(?:我的)?(?:电子)?(?:邮箱|邮件)(?:地址)?[是为：:]?\s?${ADDRESS}`,
    ADDRESS,
  ].join('|'),
  'gi',
)

const SWITCHING =
  /\b(?:turn|switch)\w*\s(?:\S+\s){0,4}?(?:on|off)\b|\b(?:enable|disable|activate|deactivate|mute)\b|打开|关闭|关掉|开启|启用|禁用/i

/** What is set up with others is an appointment. */
const SET_UP =
  /\bset up(?=\s(?:[\w-]+\s){0,3}(?:call|meeting|lunch|dinner|interview|review|appointment|sync|demo|session)\b)/gi

/** Chinese words of a description that a text has in a row. */
function phraseWeight(description: string, text: string): number {
  const runs = description.match(/\p{Script=Han}{3,40}/gu) ?? []
  const has = (length: number) =>
    runs.some((run) =>
      Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) =>
        run.slice(at, at + length),
      ).some((piece) => text.includes(piece)),
    )
  if (has(4)) return WEIGHTS.implied
  return has(3) ? WEIGHTS.verb : 0
}

export const total = (hits: Iterable<number>): number =>
  [...hits].reduce((sum, weight) => sum + weight, 0)

function weightOf(term: string, profile: Profile, isSaid: boolean, facts: Facts): number {
  if (DULL.has(term)) return 0
  const isVerb = VERBS.has(term) && !(profile.isVerbOnly && profile.name.has(term))
  if (profile.name.has(term)) {
    if (!isSaid) return WEIGHTS.implied
    if (isVerb) return headTerms(facts).has(term) ? WEIGHTS.name : WEIGHTS.verb
    return term.startsWith('@') || /[a-z]{3}/.test(term) ? WEIGHTS.name : WEIGHTS.verb
  }
  if (profile.description.has(term))
    return (isSaid ? WEIGHTS.description : WEIGHTS.description * 0.8) * (isVerb ? 0.5 : 1)
  if (!isSaid) return 0
  if (profile.members.has(term)) return WEIGHTS.member
  if (profile.parameters.has(term)) return WEIGHTS.parameter
  return profile.explained.has(term) && !isVerb ? WEIGHTS.explained : 0
}

const PROFILES = new WeakMap<Offered, Profile>()

function profileOf(tool: Offered): Profile {
  const profile = PROFILES.get(tool) ?? readProfile(tool)
  PROFILES.set(tool, profile)
  return profile
}

function readProfile({ name, description, schema }: Offered): Profile {
  const own = termsOf(name)
  const properties = Object.entries(propertiesOf(schema)).slice(0, 60)
  const schemas = properties.flatMap(([, property]) => (isRecord(property) ? [property] : []))
  const members = schemas.flatMap((property) => namesOf(property.enum).slice(0, 30))
  const explained = schemas.map((property) => textOr(property.description, '').slice(0, 200))
  return {
    name: own,
    stems: new Set(wordsOf(name).map(stem)),
    description: termsOf(description.slice(0, 2000).replace(EXAMPLE, ' ')),
    parameters: new Set(properties.flatMap(([key]) => [...termsOf(key)])),
    switches: new Set(
      properties.flatMap(([key, property]) =>
        isRecord(property) && property.type === 'boolean' ? [...termsOf(key)] : [],
      ),
    ),
    members: new Set(members.flatMap((member) => [...termsOf(member)])),
    explained: termsOf(explained.join('\n').replace(EXAMPLE, ' ')),
    han: description.slice(0, 200),
    isVerbOnly: [...own].every((term) => VERBS.has(term) || DULL.has(term)),
  }
}

/** An example in a description is not what the tool is about. */
const EXAMPLE =
  /(?:\(?\b(?:e\.g\.|i\.e\.|for example|for instance|(?:such as|like)(?=\s[A-Z"']))|例如|比如)[^.;)。；）]*/g

/** Whether a text plainly has all that a tool must have. */
function hasItsValues({ schema }: Offered, facts: Facts): boolean {
  const required = namesOf(schema.required).slice(0, 6)
  return (
    required.length > 0 &&
    required.every((name) => {
      const property = propertyOf(schema, name, schema)
      const [type] = typesOf(property)
      if (type !== 'string' && type !== 'number' && type !== 'integer') return false
      const wanted = wantedBy(name, {
        type,
        description: textOr(property.description, ''),
        format: null,
      })
      return (findValues(wanted, facts)[0]?.score ?? 0) >= SCORES.form
    })
  )
}

/** What a text is about without saying so: a sum is to be calculated, two currencies are to be converted. */
function impliedBy(facts: Facts): string[] {
  const currencies = new Set(facts.currencies().map(({ text }) => text))
  const rows: [boolean, string[]][] = [
    [readSums(facts.text).length > 0, ['@calculate', '@expression']],
    [currencies.size > 1, ['@currency', '@convert', '@rate']],
    [facts.urls().length > 0, ['@fetch', '@web']],
    [facts.emails().length > 0 && TELLING.test(facts.text), ['@email', '@send']],
    [/\$[A-Z]{1,5}\b/.test(facts.text), ['@stock', '@price']],
    [/\bhow far\b|多远/i.test(facts.text), ['@map']],
    [WEATHER.test(facts.text), ['@weather', '@temperature']],
    [
      /\b(?:today|tomorrow|meet|meeting)\b.*\b\d{1,2}(?::\d\d)?\s?[ap]m\b/i.test(facts.text),
      ['@schedule'],
    ],
  ]
  return rows.flatMap(([isSo, terms]) => (isSo ? terms : []))
}

/** Somebody is to be told something, and not the one who asks; a contact that is noted is told nothing. */
const TELLING =
  /\b(?:tell|let|write|reply|respond|ping|inform|notify|ask|thank|reach out|forward)\b(?!\s(?:me|us|it|this|that|down)\b)|(?:^|[.!?,;]\s|\b(?:please|and|then|you|to)\s)contact\b(?!:|\s(?:list|book|details?|info\w*|card)\b)|(?<!我)告诉(?!我)|通知|回复|写信|联系(?!人|方式|电话|信息)|转发/i

/** What people say of the weather without its name. */
const WEATHER =
  /\b(?:hotter|hottest|colder|coldest|warmer|warmest|cooler|coolest|chillier|sunnier|rainier|wetter|drier|milder)\b|\b(?:how|is|be|get|it|so|very|too)\s(?:\w+\s){0,3}?(?:hot|cold|warm|chilly|freezing|humid)\b|\b(?:need|bring|take|wear|pack)\s(?:an?\s|my\s|the\s)?(?:\w+\s)?(?:jacket|coat|umbrella|sunscreen|raincoat)\b|[更最][冷热]|[冷热]不[冷热]|[冷热](?:吗|还是)|暖和|凉快|下雨|下雪|带伞|多少度|几度|穿什么/i

/** A poem about rain asks for no weather, and an explanation of it hardly. */
function dampingOf(text: string): number {
  const head = text.slice(0, 200)
  if (
    /\b(?:poem|haiku|story|joke|essay|song lyrics|limerick|slogan|riddle)\b|诗|故事|笑话|作文|谜语/i.test(
      head,
    )
  )
    return 0.3
  return /^\s*(?:please\s)?(?:explain|define)\b|\bhow (?:do|does) .{2,40} work\b|^(?:请)?(?:解释|说明)(?:一下)?|的原理/i.test(
    head,
  )
    ? 0.5
    : 1
}

const POLITE =
  /^(?:(?:please|can|could|would|will|you|i|want|need|like|to|kindly|now|then|also|and|me|help|let|us|d|go|ahead)\b[\s,']*)+/i
const HEADS = new WeakMap<Facts, ReadonlySet<string>>()

/** The terms of the words that clauses begin with: what is asked to be done. */
function headTerms(facts: Facts): ReadonlySet<string> {
  const known = HEADS.get(facts)
  if (known !== undefined) return known
  const heads = new Set(
    facts.text
      .slice(0, 4000)
      .split(/[.!?;,\n。！？；，]|\sand\s|\sthen\s/)
      .flatMap((clause) => {
        const bare = clause.trim().replace(POLITE, '')
        const first = wordsOf(bare.slice(0, 40))[0] ?? ''
        return /\p{Script=Han}/u.test(first)
          ? hanTerms(first.replace(/^(?:请|帮我|麻烦|给我|我想|我要|能不能)+/, '').slice(0, 4))
          : [...termsOf(first)]
      }),
  )
  HEADS.set(facts, heads)
  return heads
}
