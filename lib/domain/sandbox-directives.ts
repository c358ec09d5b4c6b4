import { REFUSAL_CATEGORIES } from '@/lib/wire/types'
import { DIRECTIVE, DIRECTIVE_ALONE, type DirectiveName } from './directive-form'
import { ERROR_CODES, ERROR_STATUSES, MALFORMATIONS } from './sandbox-faults'

/**
 * What a person can write into a message to the sandbox, or a program into a header, to make it do
 * something other than answer: the one list behind the parser, the sandbox, the help panel and the
 * fault lab.
 */

interface ValueRange {
  min: number
  max: number
}

/** What may stand after a `=`: a number, a word, any word, several numbers; `flag` = no `=` at all. */
type Allowed = ValueRange | readonly string[] | { list: readonly number[] } | 'word' | 'flag'

interface DirectiveRow {
  name: DirectiveName
  /** As the help panel shows it; the words for it are the message `settings.sandbox.directives.<name>`. */
  syntax: string
  /** A text that shows it when sent. */
  example: string
  /** After the name; a directive without one takes none. */
  value?: Allowed
  isValueOptional?: true
  /** The words after it. An optional one ends in `?`. */
  options?: Readonly<Record<string, Allowed>>
  /** What is wrong with values that are allowed each for itself. */
  complaint?: (values: DirectiveValues) => string | null
}

const TOKENS: ValueRange = { min: 0, max: 200_000 }
/** How often a fault strikes: in so many calls with one body, in so many per cent of the calls. */
const OFTEN = { 'times?': { min: 1, max: 1000 }, 'percent?': { min: 1, max: 100 } } as const

export const SANDBOX_DIRECTIVES = [
  {
    name: 'tokens',
    syntax: '[[tokens=N]]',
    example: '[[tokens=400]]',
    value: { min: 1, max: 200_000 },
  },
  {
    name: 'pace',
    syntax: '[[pace=N]]',
    example: '[[pace=20]] [[tokens=200]]',
    value: { min: 0, max: 100_000 },
  },
  { name: 'gallery', syntax: '[[gallery]]', example: '[[gallery]]' },
  { name: 'table', syntax: '[[table]]', example: '[[table]]' },
  { name: 'think', syntax: '[[think=N]]', example: '[[think=60]] Hello', value: TOKENS },
  { name: 'redacted', syntax: '[[redacted]]', example: '[[redacted]] [[think=60]] Hello' },
  { name: 'unknown', syntax: '[[unknown]]', example: '[[unknown]] Hello' },
  {
    name: 'seed',
    syntax: '[[seed=N]]',
    example: '[[seed=2]] Hello',
    value: { min: 0, max: 999_999_999 },
  },
  {
    name: 'refusal',
    syntax: '[[refusal]] [[refusal=CATEGORY after=N]]',
    example: '[[refusal=cyber after=20]]',
    value: REFUSAL_CATEGORIES,
    isValueOptional: true,
    options: { 'after?': TOKENS, ...OFTEN },
  },
  {
    name: 'stop',
    syntax: '[[stop=REASON]] [[stop=REASON after=N]]',
    example: '[[stop=pause_turn after=20]]',
    value: 'word',
    options: { 'after?': TOKENS, ...OFTEN },
  },
  {
    name: 'error',
    syntax: '[[error=STATUS]] [[error=STATUS after=N]] [[error=STATUS times=N]]',
    example: '[[error=429,529,529]]',
    value: { list: ERROR_STATUSES },
    options: {
      'after?': TOKENS,
      ...OFTEN,
      'code?': Object.keys(ERROR_CODES),
      'retry?': { min: 1, max: 86_400 },
      'retryms?': { min: 1, max: 60_000 },
      'noretry?': 'flag',
    },
    complaint: codeComplaint,
  },
  {
    name: 'delay',
    syntax: '[[delay seconds=S]]',
    example: '[[delay seconds=3]] Hello',
    options: { seconds: { min: 1, max: 3600 }, ...OFTEN },
  },
  {
    name: 'stall',
    syntax: '[[stall after=N]] [[stall after=N seconds=S]]',
    example: '[[tokens=200]] [[stall after=20 seconds=5]]',
    options: { after: TOKENS, 'seconds?': { min: 1, max: 3600 }, ...OFTEN },
  },
  {
    name: 'drip',
    syntax: '[[drip bytes=N ms=M]]',
    example: '[[drip bytes=7 ms=20]] Hello',
    options: { bytes: { min: 1, max: 65_536 }, ms: { min: 1, max: 60_000 }, ...OFTEN },
  },
  {
    name: 'cut',
    syntax: '[[cut after=N]] [[cut after=N inside]] [[cut after=N clean]]',
    example: '[[tokens=200]] [[cut after=20]]',
    options: { after: TOKENS, 'inside?': 'flag', 'clean?': 'flag', ...OFTEN },
  },
  {
    name: 'reset',
    syntax: '[[reset after=N]]',
    example: '[[tokens=200]] [[reset after=20]]',
    options: { after: TOKENS, ...OFTEN },
  },
  {
    name: 'malformed',
    syntax: '[[malformed=KIND after=N]]',
    example: '[[malformed=delta after=10]] Hello',
    value: MALFORMATIONS,
    options: { after: TOKENS, ...OFTEN },
  },
  {
    name: 'huge',
    syntax: '[[huge after=N kb=K]]',
    example: '[[huge after=10 kb=64]] Hello',
    options: { after: TOKENS, kb: { min: 1, max: 16_384 }, ...OFTEN },
  },
] as const satisfies readonly DirectiveRow[]

type Row = (typeof SANDBOX_DIRECTIVES)[number]

type Read<A> = A extends 'flag'
  ? true
  : A extends 'word'
    ? string
    : A extends { list: unknown }
      ? readonly number[]
      : A extends readonly (infer Word)[]
        ? Word
        : number
type NoValues = Readonly<Record<never, never>>
type ValueOf<R> = R extends { value: infer A }
  ? R extends { isValueOptional: true }
    ? { readonly value?: Read<A> }
    : { readonly value: Read<A> }
  : NoValues
type OptionsOf<R> = R extends { options: infer O }
  ? { readonly [K in keyof O as K extends `${string}?` ? never : K]: Read<O[K]> } & {
      readonly [K in keyof O as K extends `${infer Name}?` ? Name : never]?: Read<O[K]>
    }
  : NoValues

/** Directives by name; where one is written twice, the last counts. */
export type Directives = {
  readonly [Name in DirectiveName]?: ValueOf<Extract<Row, { name: Name }>> &
    OptionsOf<Extract<Row, { name: Name }>>
}

export type DirectiveValue = number | string | true | readonly number[]
/** What a directive says: `value` for what stands after its name, the others by their word. */
export type DirectiveValues = Readonly<Record<string, DirectiveValue>>

export interface ParsedText {
  directives: Directives
  /** The text without them. */
  text: string
}

/** Takes the directives out of a text. What is not exactly one of the table stays text. */
export function parseDirectives(source: string): ParsedText {
  const found: Record<string, DirectiveValues> = {}
  const text = source.replace(DIRECTIVE, (whole, name: string, value?: string, words?: string) => {
    const { values } = readDirective(name, value, words)
    if (values === undefined) return whole
    found[name] = values
    return ''
  })
  // The rows have said what each name's values are.
  return { directives: found as Directives, text: text.trim() }
}

/** Reads directives without brackets, separated by `;`; `problem` says what is wrong with them. */
export function parseDirectiveList(source: string): {
  directives: Directives
  problem: string | null
} {
  const found: Record<string, DirectiveValues> = {}
  for (const part of source.split(';')) {
    const one = part.trim().replace(/\s+/g, ' ')
    if (one === '') continue
    const [, name, value, words] = DIRECTIVE_ALONE.exec(one) ?? []
    if (name === undefined) {
      return { directives: {}, problem: `${JSON.stringify(one.slice(0, 80))} is no directive` }
    }
    const { values, problem } = readDirective(name, value, words)
    if (values === undefined) return { directives: {}, problem }
    found[name] = values
  }
  // The rows have said what each name's values are.
  return { directives: found as Directives, problem: null }
}

/** A directive as it is written in a list. */
export function directiveText(name: string, { value, ...options }: DirectiveValues): string {
  const words = Object.entries(options).map(([word, said]) =>
    said === true ? word : `${word}=${said}`,
  )
  return [value === undefined ? name : `${name}=${value}`, ...words].join(' ')
}

function readDirective(
  name: string,
  value: string | undefined,
  words = '',
): { values: DirectiveValues; problem?: never } | { values?: never; problem: string } {
  const row: DirectiveRow | undefined = SANDBOX_DIRECTIVES.find((known) => known.name === name)
  if (row === undefined) return { problem: `there is no directive named ${name}` }
  const values: Record<string, DirectiveValue> = {}
  const take = (key: string, allowed: Allowed, text: string | undefined) => {
    const said = readValue(allowed, text)
    if (said !== null) values[key] = said
    return said === null ? `${name}: ${key} takes ${allowedText(allowed)}` : null
  }
  if (value !== undefined && row.value === undefined) return { problem: `${name} takes no value` }
  if (row.value !== undefined && (value !== undefined || row.isValueOptional !== true)) {
    const problem = take('value', row.value, value)
    if (problem !== null) return { problem }
  }
  for (const pair of words.split(' ').filter(Boolean)) {
    const [word = '', text] = pair.split('=')
    const allowed = optionOf(row, word)
    if (allowed === undefined) return { problem: `${name} has no option named ${word}` }
    if (Object.hasOwn(values, word)) return { problem: `${name}: ${word} is given twice` }
    const problem = take(word, allowed, text)
    if (problem !== null) return { problem }
  }
  const missing = Object.keys(row.options ?? {}).find(
    (word) => !word.endsWith('?') && !Object.hasOwn(values, word),
  )
  if (missing !== undefined) return { problem: `${name}: ${missing} is missing` }
  const problem = row.complaint?.(values) ?? null
  return problem === null ? { values } : { problem: `${name}: ${problem}` }
}

function optionOf({ options = {} }: DirectiveRow, word: string): Allowed | undefined {
  const key = [word, `${word}?`].find((one) => Object.hasOwn(options, one))
  return key === undefined ? undefined : options[key]
}

/** The value that a text stands for; null where it is not allowed. */
function readValue(allowed: Allowed, text: string | undefined): DirectiveValue | null {
  if (allowed === 'flag') return text === undefined ? true : null
  if (text === undefined) return null
  if (allowed === 'word') return /^[a-z]\w*$/.test(text) ? text : null
  if ('list' in allowed) {
    const numbers = text.split(',').map(readNumber)
    return numbers.every((number) => allowed.list.includes(number)) ? numbers : null
  }
  if (!('min' in allowed)) return allowed.includes(text) ? text : null
  const number = readNumber(text)
  return number >= allowed.min && number <= allowed.max ? number : null
}

const readNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)

function allowedText(allowed: Allowed): string {
  if (allowed === 'flag') return 'nothing after it'
  if (allowed === 'word') return 'a word in small letters'
  if ('list' in allowed) return `one or more of ${allowed.list.join(', ')}, separated by commas`
  if (!('min' in allowed)) return `one of ${allowed.join(', ')}`
  return `a whole number from ${allowed.min} to ${allowed.max}`
}

/** A code comes with its own status. */
function codeComplaint({ value, code }: DirectiveValues): string | null {
  if (typeof code !== 'string' || !Array.isArray(value)) return null
  const status = ERROR_CODES[code]
  return value.includes(status) ? null : `${code} comes with status ${status}`
}
