/**
 * What a person can write into a message to the sandbox to make it do something other than answer:
 * the one list behind the parser, the sandbox and the help panel.
 */

interface ValueRange {
  min: number
  max: number
}

interface DirectiveRow {
  name: string
  /** As the help panel shows it; the words for it are the message `settings.sandbox.directives.<name>`. */
  syntax: string
  /** A text that shows it when sent. */
  example: string
  /** The number after `=`; a directive without one takes none. */
  value?: ValueRange | readonly number[]
  /** The words after it. An optional one ends in `?`. */
  options?: Readonly<Record<string, ValueRange>>
}

const TOKENS: ValueRange = { min: 0, max: 200_000 }

/** The statuses of claude-api.md §5.1. */
const ERROR_STATUSES = [400, 401, 402, 403, 404, 409, 413, 429, 500, 504, 529] as const

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
  {
    name: 'error',
    syntax: '[[error=STATUS]] [[error=STATUS after=N]]',
    example: '[[error=529]]',
    value: ERROR_STATUSES,
    options: { 'after?': TOKENS },
  },
  {
    name: 'cut',
    syntax: '[[cut after=N]]',
    example: '[[tokens=200]] [[cut after=20]]',
    options: { after: TOKENS },
  },
  {
    name: 'stall',
    syntax: '[[stall after=N]] [[stall after=N seconds=S]]',
    example: '[[tokens=200]] [[stall after=20 seconds=5]]',
    options: { after: TOKENS, 'seconds?': { min: 1, max: 3600 } },
  },
] as const satisfies readonly DirectiveRow[]

export type DirectiveName = (typeof SANDBOX_DIRECTIVES)[number]['name']

/** A directive's numbers: `value` for the one after `=`, the others by their word. */
export type DirectiveNumbers = Readonly<Record<string, number>>

export interface ParsedText {
  /** By name; where one is written twice, the last counts. */
  directives: Readonly<Partial<Record<DirectiveName, DirectiveNumbers>>>
  /** The text without them. */
  text: string
}

// Every part is bounded and no two parts can match the same character, so that no text makes it slow.
const DIRECTIVE = /\[\[([a-z]{1,16})(?:=(\d{1,9}))?((?: [a-z]{1,16}=\d{1,9}){0,4})\]\]/g

/** Takes the directives out of a text. What is not exactly one of the table stays text. */
export function parseDirectives(source: string): ParsedText {
  const directives: Partial<Record<DirectiveName, DirectiveNumbers>> = {}
  const text = source.replace(
    DIRECTIVE,
    (whole, name: string, value: string | undefined, words: string) => {
      const row = SANDBOX_DIRECTIVES.find((candidate) => candidate.name === name)
      const numbers = row === undefined ? null : readNumbers(row, value, words)
      if (row === undefined || numbers === null) return whole
      directives[row.name] = numbers
      return ''
    },
  )
  return { directives, text: text.trim() }
}

function readNumbers(
  row: DirectiveRow,
  value: string | undefined,
  words: string,
): DirectiveNumbers | null {
  const numbers: Record<string, number> = {}
  if ((value === undefined) !== (row.value === undefined)) return null
  if (value !== undefined && row.value !== undefined) {
    if (!isWithin(Number(value), row.value)) return null
    numbers.value = Number(value)
  }
  for (const [word = '', digits] of words
    .split(' ')
    .filter(Boolean)
    .map((pair) => pair.split('='))) {
    const range = row.options?.[word] ?? row.options?.[`${word}?`]
    if (range === undefined || word in numbers || !isWithin(Number(digits), range)) return null
    numbers[word] = Number(digits)
  }
  const isComplete = Object.keys(row.options ?? {}).every(
    (option) => option.endsWith('?') || option in numbers,
  )
  return isComplete ? numbers : null
}

function isWithin(number: number, allowed: ValueRange | readonly number[]): boolean {
  return 'min' in allowed
    ? number >= allowed.min && number <= allowed.max
    : allowed.includes(number)
}
