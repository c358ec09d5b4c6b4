import 'server-only'
import { readExpressions } from './patterns'
import type { Span } from './span'

const WORDED: readonly (readonly [pattern: RegExp, sum: (match: string[]) => string])[] = [
  [
    /(\d[\d.,]{0,20})\s?(?:%|percent)\s(?:of|的)\s?\$?(\d[\d.,]{0,20})/gi,
    ([, a, b]) => `${bare(a)} / 100 * ${bare(b)}`,
  ],
  [/\bsquare root of\s(\d[\d.,]{0,20})/gi, ([, a]) => `sqrt(${bare(a)})`],
  [/(\d[\d.,]{0,20})\s(?:squared|的平方)/gi, ([, a]) => `${bare(a)} ^ 2`],
]

const OPERATORS: readonly (readonly [word: RegExp, operator: string])[] = [
  [/(?<=\d\s?)(?:multiplied by|times|乘以|乘)(?=\s?[\d(])/gi, ' * '],
  [/(?<=\d\s?)(?:divided by|除以)(?=\s?[\d(])/gi, ' / '],
  [/(?<=\d\s?)(?:plus|加上|加)(?=\s?[\d(])/gi, ' + '],
  [/(?<=\d\s?)(?:minus|减去|减)(?=\s?[\d(])/gi, ' - '],
  [/(?<=\d\s?)(?:to the power of)(?=\s?[\d(])/gi, ' ^ '],
]

/** The sums of a text with signs for words: "12 times 3" is `12 * 3`. */
export function readSums(text: string): Span[] {
  const worded = WORDED.flatMap(([pattern, sum]) =>
    Array.from(text.matchAll(pattern), (match) => ({
      text: sum([...match]),
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  if (worded.length > 0) return worded
  const signed = OPERATORS.reduce((said, [word, operator]) => said.replace(word, operator), text)
  return readExpressions(signed).map((span) => ({
    ...span,
    text: span.text.replaceAll('×', '*').replaceAll('÷', '/').replace(/ {2,}/g, ' ').trim(),
  }))
}

const bare = (number: string | undefined) => (number ?? '').replaceAll(',', '').replace(/[.]$/, '')
