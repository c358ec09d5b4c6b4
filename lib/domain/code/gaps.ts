import type { Gap } from './code-request'
import { ExactNumber, type JsonObject } from './exact-json'
import { valuesIn } from './values-in'

/** In what a program in TypeScript is not the body that it holds. */
export function typescriptGaps(body: JsonObject): Gap[] {
  const hasExact = [...valuesIn(body)].some((value) => value instanceof ExactNumber)
  return hasExact ? [{ kind: 'newNode', path: '' }] : []
}

/** The digits that Python reads into an integer unless it is told otherwise. */
const INTEGER = /^-?\d{1,4300}$/

/** In what a program in Python is not the body that it holds: its SDKs write UTF-8, and no escapes. */
export function pythonGaps(body: JsonObject): Gap[] {
  const gaps = new Set<Gap['kind']>()
  for (const value of valuesIn(body)) {
    if (value instanceof ExactNumber && !INTEGER.test(value.text)) gaps.add('rounded')
    if (typeof value === 'string' && /\p{Cs}/u.test(value)) gaps.add('halfPair')
  }
  return [...gaps].map((kind) => ({ kind, path: '' }))
}

const WORDS: Readonly<Record<Gap['kind'], string>> = {
  dropped: 'has no counterpart here and is left out',
  joined: 'goes as one text',
  halfPair: 'A text holds half of a surrogate pair, which this SDK cannot send.',
  rounded: 'A number has more digits than this program sends.',
  newNode: 'JSON.rawJSON, for a number of many digits, needs Node.js 22 or newer.',
  oneCall: 'One call: what its tools are asked for is not answered.',
  toolset: 'The members of a toolset have no function here: add them by name.',
}

/** A line's end in a field's name would end the comment: nothing unseen comes into it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
const LONGEST_PATH = 200

/** The gaps as comments at a program's head. */
export function gapComments(gaps: readonly Gap[], mark: string): string {
  if (gaps.length === 0) return ''
  const lines = gaps.map(({ kind, path }) => {
    const field = path.slice(0, LONGEST_PATH).replace(UNSEEN, '\u{fffd}')
    return `${mark} - ${field === '' ? '' : `${field}: `}${WORDS[kind]}`
  })
  return `${mark} Not the same as the request:\n${lines.join('\n')}\n`
}
